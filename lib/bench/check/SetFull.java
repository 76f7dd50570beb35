package bench.check;

import bench.history.History;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Checks a set that only grows by following each element through all reads. This is Jepsen's {@code set-full} for sets
 * that need not be linearizable. An element is <em>known</em> from its acknowledgement, or from the end of the first
 * read that contains it. It is <em>stable</em> if the read that began last contains it; <em>lost</em> if that read does
 * not and began after the element was known; otherwise <em>never read</em>. A lost element makes the history invalid.
 * If no element is stable, the verdict is unknown.
 *
 * <p>There may be a hundred million pairs of an element and a read, so the code works on bit sets of elements.
 */
public final class SetFull implements Checker {

    private static final List<Number> QUANTILES = List.of(0, 0.5, 0.95, 0.99, 1);
    private static final int WORST_SHOWN = 8;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String add;

    /** Takes the name of the operation that adds an element, such as {@code "broadcast"}. */
    public SetFull(String add) {
        this.add = add;
    }

    /** The fate of an element, in Jepsen's words. */
    private enum Outcome {
        STABLE, LOST, NEVER_READ
    }

    /**
     * The life of an element. An operation is null if there is none.
     *
     * @param known       the operation whose end proves that the element exists
     * @param lastPresent the invocation of the last read to begin that contains the element
     * @param lastAbsent  the invocation of the last read to begin that misses it
     */
    private record Life(Object element, Op known, Op lastPresent, Op lastAbsent) {

        Outcome outcome() {
            int present = indexOf(lastPresent);
            int absent = indexOf(lastAbsent);
            if (absent < present) {
                return Outcome.STABLE;
            }
            // A read that overlaps the addition may rightly miss it, and an unknown element need not exist.
            return present < absent && known != null && known.index() < absent ? Outcome.LOST : Outcome.NEVER_READ;
        }

        private static int indexOf(Op op) {
            return op == null ? -1 : op.index();
        }

        /** The time from when it was known until the last read that missed it; at least 0. */
        long stableLatencyMillis() {
            return latencyMillis(lastAbsent);
        }

        /** The time from when it was known until the last read that contained it; at least 0. */
        long lostLatencyMillis() {
            return latencyMillis(lastPresent);
        }

        private long latencyMillis(Op last) {
            long lastTime = last == null ? 0 : last.time() + 1;
            return Math.max(0, lastTime - known.time()) / NANOS_PER_MILLI;
        }

        boolean isStale() {
            return outcome() == Outcome.STABLE && stableLatencyMillis() > 0;
        }

        /** A stale element, which is a stable one, in the form of Jepsen's results. */
        Map<Keyword, Object> toMap() {
            Map<Keyword, Object> map = new LinkedHashMap<>();
            map.put(Keyword.of("element"), element);
            map.put(Keyword.of("outcome"), Keyword.of("stable"));
            map.put(Keyword.of("stable-latency"), stableLatencyMillis());
            map.put(Keyword.of("lost-latency"), null);
            map.put(Keyword.of("known"), known);
            map.put(Keyword.of("last-absent"), lastAbsent);
            return map;
        }
    }

    @Override
    public Verdict check(History history) {
        return verdict(history, new Lives(history).all());
    }

    /**
     * A successful read.
     *
     * @param present  the numbers of the elements it contains
     * @param expected how many elements clients had tried to add before it ended; these have lower numbers
     */
    private record Read(Op invocation, Op completion, BitSet present, int expected) {

        BitSet absent() {
            BitSet absent = new BitSet(expected);
            absent.set(0, expected);
            absent.andNot(present);
            return absent;
        }
    }

    /** Works out the lives of all elements of a history. */
    private final class Lives {

        private final History history;
        /** Invocations of additions. An element's number is its position here. An element added twice starts over. */
        private final List<Op> adds;
        private final Map<Object, Integer> numbers = new HashMap<>();
        private final List<Read> reads = new ArrayList<>();

        Lives(History history) {
            this.history = history;
            Map<Object, Op> lastAdds = new HashMap<>();
            history.invocations().filter(op -> op.f().equals(add)).forEach(op -> lastAdds.put(op.value(), op));
            adds = lastAdds.values().stream().sorted(Comparator.comparing(Op::index)).toList();
            adds.forEach(op -> numbers.put(op.value(), numbers.size()));
            collectReads();
        }

        private void collectReads() {
            int expected = 0;
            for (Op op : history.ops()) {
                if (expected < adds.size() && adds.get(expected).index() == op.index()) {
                    expected++;
                } else if (op.isClient() && op.f().equals("read") && op.isOk()) {
                    BitSet present = numbersOf((List<?>) op.value(), expected);
                    reads.add(new Read(history.invocationOf(op), op, present, expected));
                }
            }
        }

        private BitSet numbersOf(List<?> elements, int expected) {
            BitSet set = new BitSet(expected);
            if (elements != null) {
                for (Object element : elements) {
                    Integer number = numbers.get(element);
                    if (number != null && number < expected) {
                        set.set(number);
                    }
                }
            }
            return set;
        }

        List<Life> all() {
            Op[] known = firstProofs();
            List<Read> latestFirst = reads.stream()
                    .sorted(Comparator.comparing((Read read) -> -read.invocation().index())).toList();
            Op[] lastPresent = new Op[adds.size()];
            Op[] lastAbsent = new Op[adds.size()];
            BitSet withoutPresent = everyElement();
            BitSet withoutAbsent = everyElement();
            for (Read read : latestFirst) {
                settle(lastPresent, withoutPresent, read.present(), read.invocation());
                settle(lastAbsent, withoutAbsent, read.absent(), read.invocation());
            }
            return IntStream.range(0, adds.size())
                    .mapToObj(i -> new Life(adds.get(i).value(), known[i], lastPresent[i], lastAbsent[i]))
                    .sorted(Comparator.comparing(Life::element, SetFull::compare))
                    .toList();
        }

        private Op[] firstProofs() {
            Op[] known = new Op[adds.size()];
            BitSet unknown = everyElement();
            reads.forEach(read -> settle(known, unknown, read.present(), read.completion()));
            history.clientOps().filter(op -> op.isOk() && op.f().equals(add)).forEach(op -> {
                int number = numbers.get(op.value());
                if (adds.get(number).index() < op.index()
                        && (known[number] == null || op.index() < known[number].index())) {
                    known[number] = op;
                }
            });
            return known;
        }

        private BitSet everyElement() {
            BitSet every = new BitSet(adds.size());
            every.set(0, adds.size());
            return every;
        }

        /** Assigns this operation to those of the elements that have none yet. */
        private void settle(Op[] operations, BitSet without, BitSet elements, Op op) {
            BitSet settled = (BitSet) without.clone();
            settled.and(elements);
            settled.stream().forEach(number -> operations[number] = op);
            without.andNot(settled);
        }
    }

    @SuppressWarnings("unchecked") // a set's elements are of one type, because the workload chose them
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static Verdict verdict(History history, List<Life> lives) {
        List<Life> stable = lives.stream().filter(life -> life.outcome() == Outcome.STABLE).toList();
        List<Life> lost = lives.stream().filter(life -> life.outcome() == Outcome.LOST).toList();
        List<Life> neverRead = lives.stream().filter(life -> life.outcome() == Outcome.NEVER_READ).toList();
        List<Life> stale = lives.stream().filter(Life::isStale).toList();

        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempt-count", lives.size());
        details.put("stable-count", stable.size());
        putElements(details, "lost", lost);
        putElements(details, "never-read", neverRead);
        putElements(details, "stale", stale);
        details.put("worst-stale", stale.reversed().stream()
                .sorted(Comparator.comparing(Life::stableLatencyMillis).reversed())
                .limit(WORST_SHOWN).map(Life::toMap).toList());
        putQuantiles(details, "stable-latencies", stable, Life::stableLatencyMillis);
        putQuantiles(details, "lost-latencies", lost, Life::lostLatencyMillis);
        // Jepsen tries to count elements that one read contains twice, but its code never finds any.
        details.put("duplicated-count", 0);
        details.put("duplicated", Map.of());

        if (lost.isEmpty() && stable.isEmpty()) {
            return Verdict.unknown(details, "None of %d elements was ever read back.".formatted(lives.size()));
        }
        return Verdict.of(lost.isEmpty(), details, lost.isEmpty() ? List.of() : List.of(violation(history, lost)));
    }

    private static void putElements(Map<String, Object> details, String name, List<Life> lives) {
        details.put(name + "-count", lives.size());
        details.put(name, lives.stream().map(Life::element).toList());
    }

    private static void putQuantiles(Map<String, Object> details, String name, List<Life> lives,
                                     ToLongFunction<Life> latency) {
        if (!lives.isEmpty()) {
            long[] sorted = lives.stream().mapToLong(latency).sorted().toArray();
            Map<Number, Long> quantiles = new LinkedHashMap<>();
            QUANTILES.forEach(quantile -> quantiles.put(quantile,
                    sorted[Math.min(sorted.length - 1, (int) (sorted.length * quantile.doubleValue()))]));
            details.put(name, quantiles);
        }
    }

    private static Violation violation(History history, List<Life> lost) {
        Life life = lost.getFirst();
        List<?> read = (List<?>) history.completionOf(life.lastAbsent()).value();
        Object lookalike = Types.lookalike(life.element(), read == null ? List.of() : read);
        String misread = lookalike == null ? "" : ": reads have %s%s".formatted(
                Json.write(lookalike), Types.difference(life.element(), lookalike));
        return new Violation("lost", List.of(life.element()), List.of(life.known(), life.lastAbsent()),
                clients -> List.of("%s is lost%s.".formatted(Json.write(life.element()), misread),
                        life.known().f().equals("read")
                                ? "%s read it.".formatted(clients.at(life.known()))
                                : "%s was told that it is kept.".formatted(clients.at(life.known())),
                        "%s began a read that misses it%s.".formatted(clients.at(life.lastAbsent()),
                                life.lastPresent() == null ? ", and so does every other read"
                                        : ", later than any read that has it")),
                Violation.Others.after(lost.stream().map(Life::element).toList(), "value"));
    }
}
