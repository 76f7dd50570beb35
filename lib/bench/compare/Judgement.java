package bench.compare;

import bench.check.AnomalyNames;
import bench.history.Keyword;
import bench.run.Figures;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How one run was judged, by Maelstrom or by the bench.
 *
 * @param verdict   {@code valid}, {@code invalid} or {@code unknown}; {@code broken} if the run could not be finished,
 *                  {@code refused} if it could not be begun
 * @param anomalies the anomalies that Maelstrom looks for
 * @param beyond    the anomalies that only the bench looks for; the verdict leaves them out
 */
public record Judgement(String verdict, SortedSet<String> anomalies, SortedSet<String> beyond, Figures figures) {

    private static final String INVALID = "invalid";
    private static final String UNKNOWN = "unknown";
    private static final String VALID = "valid";
    private static final String BROKEN = "broken";
    private static final String REFUSED = "refused";

    /** What both judge. The rest of Maelstrom's results is about plots, and the rest of ours goes beyond Maelstrom. */
    private static final List<String> CHECKERS = List.of("stats", "availability", "workload");

    /** What only the bench looks for. Limits are left out: both engines are held against them in the same way. */
    private static final List<String> BEYOND = List.of("replicas", "causality");

    /** The judgement of a run whose {@code results.edn} has these entries. */
    public static Judgement of(Map<?, ?> results) {
        List<?> valid = CHECKERS.stream().map(checker -> entry(results, checker).get(Keyword.of("valid?"))).toList();
        String verdict = valid.contains(false) ? INVALID : valid.stream().allMatch(Boolean.TRUE::equals) ? VALID
                : UNKNOWN;
        return new Judgement(verdict, anomalies(CHECKERS, results), anomalies(BEYOND, results), Figures.of(results));
    }

    public static Judgement broken() {
        return withoutResults(BROKEN);
    }

    public static Judgement refused() {
        return withoutResults(REFUSED);
    }

    private static Judgement withoutResults(String verdict) {
        return new Judgement(verdict, new TreeSet<>(), new TreeSet<>(), Figures.NONE);
    }

    private static SortedSet<String> anomalies(List<String> checkers, Map<?, ?> results) {
        SortedSet<String> anomalies = new TreeSet<>();
        checkers.forEach(checker -> anomalies.addAll(AnomalyNames.of(checker, entry(results, checker))));
        return anomalies;
    }

    private static Map<?, ?> entry(Map<?, ?> results, String checker) {
        return results.get(Keyword.of(checker)) instanceof Map<?, ?> entry ? entry : Map.of();
    }

    boolean isValid() {
        return verdict.equals(VALID);
    }

    /** Whether a run was finished and judged. */
    public boolean hasResults() {
        return hasRun() && !verdict.equals(BROKEN);
    }

    /** Whether there was a run. */
    public boolean hasRun() {
        return !verdict.equals(REFUSED);
    }

    /** Whether both found the same on the same history. */
    boolean agreesWith(Judgement other) {
        return verdict.equals(other.verdict) && anomalies.equals(other.anomalies);
    }

    /** Such as {@code invalid: lost}. */
    @Override
    public String toString() {
        return anomalies.isEmpty() ? verdict : verdict + ": " + String.join(", ", anomalies);
    }
}
