package bench.check;

import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Works out the lives of all elements of a set. There may be a hundred million pairs of an element and a read, so the
 * code works on bit sets of elements.
 */
final class ElementLives {

    private final History history;
    private final String add;
    /** Invocations of additions. An element's number is its position here. An element added twice starts over. */
    private final List<Op> adds;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Read> reads = new ArrayList<>();

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

    /** @param add the name of the operation that adds an element */
    ElementLives(History history, String add) {
        this.history = history;
        this.add = add;
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

    /** The lives, in the order of the elements. */
    List<ElementLife> all() {
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
                .mapToObj(i -> new ElementLife(adds.get(i).value(), known[i], lastPresent[i], lastAbsent[i]))
                .sorted(Comparator.comparing(ElementLife::element, ElementLives::compare))
                .toList();
    }

    @SuppressWarnings("unchecked") // a set's elements are of one type, because the workload chose them
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
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
