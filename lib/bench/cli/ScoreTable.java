package bench.cli;

import bench.run.Figures;
import bench.terminal.Style;
import java.io.PrintStream;

/** Scores in columns, for a terminal of 100 columns. */
final class ScoreTable implements ScoreFormat {

    private static final String ROW = "%s %-3s %-24s %-22s %8s %7s %6s %6s  %-6s %s%n";
    private static final int SCRIPT_COLUMNS = 22;

    private final Style style;

    ScoreTable(Style style) {
        this.style = style;
    }

    @Override
    public void head(PrintStream out) {
        out.print(style.dim(ROW.formatted(" ", "", "level", "script", "messages", "median", "max", "avail.", "engine",
                "").stripTrailing() + "\n"));
    }

    @Override
    public void row(PrintStream out, Score score) {
        Figures figures = score.figures();
        String row = ROW.formatted(score.passed() ? "✓" : "✗", score.challenge().level(), score.challenge().name(),
                shortened(score.script().getFileName().toString()), Score.shown(figures.msgsPerOp()),
                millis(figures.medianMillis()), millis(figures.maxMillis()), Score.shown(figures.okFraction()),
                score.engine(), score.passed() ? "" : score.verdict()).stripTrailing();
        out.println(score.passed() ? style.good(row) : style.bad(row));
    }

    private static String millis(Double figure) {
        return figure == null ? "" : Math.round(figure) + "ms";
    }

    private static String shortened(String name) {
        return name.length() <= SCRIPT_COLUMNS ? name : name.substring(0, SCRIPT_COLUMNS - 1) + "…";
    }
}
