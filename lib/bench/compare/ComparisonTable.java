package bench.compare;

import bench.history.Nouns;
import bench.run.Figures;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What Maelstrom and the bench say about many nodes, as a table in Markdown. */
public final class ComparisonTable {

    private static final List<String> COLUMNS = List.of("node", "test", "Maelstrom", "bench, same history", "engine",
            "bench, own runs", "bench, replays", "only the bench looks for", "msgs-per-op", "median ms", "max ms");

    private final List<Comparison> comparisons;

    public ComparisonTable(List<Comparison> comparisons) {
        this.comparisons = comparisons.stream().sorted(Comparator.comparing(ComparisonTable::rank)).toList();
    }

    /** Disagreements come first, and last what could not be compared. */
    private static int rank(Comparison comparison) {
        return !comparison.disagreements().isEmpty() ? 0 : comparison.hasRun() ? 1 : 2;
    }

    /** One comparison in a line. */
    public static String line(Comparison comparison) {
        List<String> disagreements = comparison.disagreements();
        return (disagreements.isEmpty() ? comparison.hasRun() ? "✓ " : "– " : "✗ ") + comparison.node() + ": "
                + (disagreements.isEmpty() ? comparison.judge() : String.join("; ", disagreements));
    }

    public void print(PrintStream out) {
        List<Comparison> disputed = those(comparison -> !comparison.disagreements().isEmpty());
        if (!disputed.isEmpty()) {
            disputed.forEach(comparison -> comparison.disagreements().forEach(line ->
                    out.println("- " + comparison.node() + ": " + line)));
            out.println();
        }
        out.println(row(COLUMNS.stream()));
        out.println(row(COLUMNS.stream().map(_ -> "---")));
        comparisons.forEach(comparison -> out.println(row(cells(comparison))));
        out.println("\n" + summary(disputed.size()));
    }

    private static Stream<String> cells(Comparison comparison) {
        Judgement sameHistory = comparison.sameHistory();
        return Stream.of(comparison.node(), "`" + comparison.options() + "`", comparison.judge().toString(),
                sameHistory == null ? "" : sameHistory.toString(), comparison.engine(), comparison.verdicts(),
                comparison.verdictsOfReplays(), comparison.beyond(), pair(comparison, Figures::msgsPerOp),
                pair(comparison, Figures::medianMillis), pair(comparison, Figures::maxMillis));
    }

    /** Maelstrom's figure, and the median of the bench's. */
    private static String pair(Comparison comparison, Function<Figures, Double> figure) {
        Double theirs = figure.apply(comparison.judge().figures());
        Double ours = comparison.median(figure);
        return theirs == null || ours == null ? "" : Figures.digits(theirs) + ", " + Figures.digits(ours);
    }

    private static String row(Stream<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |"));
        return row.toString();
    }

    private String summary(int disputed) {
        int compared = those(Comparison::hasRun).size();
        String unrun = compared == comparisons.size() ? ""
                : "; Maelstrom cannot run " + (comparisons.size() - compared) + " more";
        return "%s compared, %s%s. Dates: %s. Load average during Maelstrom's runs: %s.".formatted(
                Nouns.count(compared, "node"), Nouns.count(disputed, "disagreement"), unrun,
                range(comparisons.stream().map(Comparison::date).sorted()),
                range(loads().sorted().mapToObj(Figures::digits)));
    }

    private DoubleStream loads() {
        return comparisons.stream().mapToDouble(Comparison::load).filter(load -> load >= 0);
    }

    private static String range(Stream<String> sorted) {
        List<String> all = sorted.distinct().toList();
        return all.isEmpty() ? "unknown" : all.size() == 1 ? all.getFirst() : all.getFirst() + " to " + all.getLast();
    }

    private List<Comparison> those(Predicate<Comparison> which) {
        return comparisons.stream().filter(which).toList();
    }
}
