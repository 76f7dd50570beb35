package bench.check;

import bench.check.ElementLife.Outcome;
import bench.history.History;
import bench.history.Json;
import bench.history.Nouns;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Checks a set that only grows by following each element through all reads. This is Jepsen's {@code set-full} for sets
 * that need not be linearizable. An element is <em>known</em> from its acknowledgement, or from the end of the first
 * read that contains it. It is <em>stable</em> if the read that began last contains it; <em>lost</em> if that read does
 * not and began after the element was known; otherwise <em>never read</em>. A lost element makes the history invalid.
 * If no element is stable, the verdict is unknown.
 */
public final class SetFull implements Checker {

    private static final List<Number> QUANTILES = List.of(0, 0.5, 0.95, 0.99, 1);
    private static final int WORST_SHOWN = 8;

    private final String add;

    /** Takes the name of the operation that adds an element, such as {@code "broadcast"}. */
    public SetFull(String add) {
        this.add = add;
    }

    @Override
    public Verdict check(History history) {
        return verdict(history, new ElementLives(history, add).all());
    }

    private static Verdict verdict(History history, List<ElementLife> lives) {
        List<ElementLife> stable = those(Outcome.STABLE, lives);
        List<ElementLife> lost = those(Outcome.LOST, lives);
        List<ElementLife> stale = lives.stream().filter(ElementLife::isStale).toList();

        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempt-count", lives.size());
        details.put("stable-count", stable.size());
        putElements(details, "lost", lost);
        putElements(details, "never-read", those(Outcome.NEVER_READ, lives));
        putElements(details, "stale", stale);
        details.put("worst-stale", stale.reversed().stream()
                .sorted(Comparator.comparing(ElementLife::stableLatencyMillis).reversed())
                .limit(WORST_SHOWN).map(ElementLife::toMap).toList());
        putQuantiles(details, "stable-latencies", stable, ElementLife::stableLatencyMillis);
        putQuantiles(details, "lost-latencies", lost, ElementLife::lostLatencyMillis);
        // Jepsen tries to count elements that one read contains twice, but its code never finds any.
        details.put("duplicated-count", 0);
        details.put("duplicated", Map.of());

        if (lost.isEmpty() && stable.isEmpty()) {
            return Verdict.unknown(details, "Of %s, none was ever read back.".formatted(
                    Nouns.count(lives.size(), "element")));
        }
        return Verdict.of(lost.isEmpty(), details, lost.isEmpty() ? List.of() : List.of(violation(history, lost)));
    }

    private static List<ElementLife> those(Outcome outcome, List<ElementLife> lives) {
        return lives.stream().filter(life -> life.outcome() == outcome).toList();
    }

    private static void putElements(Map<String, Object> details, String name, List<ElementLife> lives) {
        details.put(name + "-count", lives.size());
        details.put(name, lives.stream().map(ElementLife::element).toList());
    }

    private static void putQuantiles(Map<String, Object> details, String name, List<ElementLife> lives,
                                     ToLongFunction<ElementLife> latency) {
        if (!lives.isEmpty()) {
            long[] sorted = lives.stream().mapToLong(latency).sorted().toArray();
            Map<Number, Long> quantiles = new LinkedHashMap<>();
            QUANTILES.forEach(quantile -> quantiles.put(quantile,
                    sorted[Math.min(sorted.length - 1, (int) (sorted.length * quantile.doubleValue()))]));
            details.put(name, quantiles);
        }
    }

    private static Violation violation(History history, List<ElementLife> lost) {
        ElementLife life = lost.getFirst();
        List<?> read = (List<?>) history.completionOf(life.lastAbsent()).value();
        Object lookalike = Types.lookalike(life.element(), read == null ? List.of() : read);
        String misread = lookalike == null ? "" : ": reads have %s%s".formatted(
                Json.write(lookalike), Types.difference(life.element(), lookalike));
        return new Violation("lost", List.of(life.element()), List.of(life.known(), life.lastAbsent()),
                clients -> List.of("%s is lost%s.".formatted(Json.write(life.element()), misread),
                        life.known().f().equals("read")
                                ? "%s read it.".formatted(clients.at(life.known()))
                                : "%s was told that it had been kept.".formatted(clients.at(life.known())),
                        "%s began a read that misses it%s.".formatted(clients.at(life.lastAbsent()),
                                life.lastPresent() == null ? ", and so does every other read"
                                        : ", later than any read that has it")),
                Violation.Others.after(lost.stream().map(ElementLife::element).toList(), "value"));
    }
}
