import bench.compare.Judgement;
import bench.history.Edn;
import bench.history.EdnReader;
import bench.history.Keyword;
import bench.run.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Maelstrom's checkers and the bench's say of the same random histories.
 *
 * @param invalid     how many of them Maelstrom's checkers call invalid
 * @param unknown     and how many unknown
 * @param givenUp     how many they take too long for
 * @param differences a text for each one of which they say different things
 */
record CheckerComparison(String workload, int histories, long invalid, long unknown, long givenUp,
                         List<String> differences) {

    static final String HEAD = """
            | workload | histories | invalid | unknown | given up | judged differently |
            | --- | --- | --- | --- | --- | --- |""";

    private static final Keyword WORKLOAD = Keyword.of("workload");
    private static final Keyword IS_VALID = Keyword.of("valid?");
    private static final Keyword UNKNOWN = Keyword.of("unknown");
    private static final Keyword GAVE_UP = Keyword.of("gave-up");
    private static final Map<Keyword, Object> VALID = Map.of(IS_VALID, true);
    /** Figures that both sides name alike. */
    private static final List<String> FIGURES = List.of("stable-latencies", "lost-latencies", "stable-count",
            "lost", "never-read", "stale", "attempt-count", "attempted-count", "acknowledged-count",
            "duplicated-count", "range", "acceptable", "final-reads");

    /** @param theirs what Maelstrom's checkers say of each history, as in {@code results.edn} */
    static CheckerComparison of(String workload, List<RandomHistory> histories, List<Map<?, ?>> theirs) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            String maelstrom = said(theirs.get(i));
            String bench = said(results(histories.get(i)));
            if (!maelstrom.equals(bench) && !theirs.get(i).get(IS_VALID).equals(GAVE_UP)) {
                differences.add("✗ %s, seed %d %s%n  Maelstrom %s%n  bench     %s%n%s".formatted(workload,
                        histories.get(i).seed(), histories.get(i).models(), maelstrom, bench,
                        operations(histories.get(i))));
            }
        }
        return new CheckerComparison(workload, histories.size(), count(theirs, false),
                count(theirs, UNKNOWN), count(theirs, GAVE_UP), differences);
    }

    private static long count(List<Map<?, ?>> results, Object validity) {
        return results.stream().filter(result -> result.get(IS_VALID).equals(validity)).count();
    }

    private static Map<?, ?> results(RandomHistory random) {
        return (Map<?, ?>) EdnReader.read(Edn.write(
                Judge.results(random.verdicts(), Map.of()).get(WORKLOAD)));
    }

    /** The verdict, the anomalies and the figures of a checker. */
    private static String said(Map<?, ?> result) {
        StringBuilder text = new StringBuilder(Judgement.of(Map.of(Keyword.of("stats"), VALID,
                Keyword.of("availability"), VALID, WORKLOAD, result)).toString());
        if (result.get(IS_VALID).equals(UNKNOWN)) {
            return text.toString(); // a checker that breaks has no figures
        }
        for (String figure : FIGURES) {
            Object value = result.get(Keyword.of(figure));
            text.append(value == null ? "" : ", " + figure + " " + value);
        }
        return text.toString();
    }

    private static String operations(RandomHistory random) {
        return random.history().ops().stream().map(op -> "    %d %s %s %s".formatted(op.process(), op.type(), op.f(),
                Edn.write(op.value()))).collect(Collectors.joining("\n"));
    }

    /** A row of the table. */
    String row() {
        return "| %s | %d | %d | %d | %d | %d |".formatted(workload, histories, invalid, unknown, givenUp,
                differences.size());
    }
}
