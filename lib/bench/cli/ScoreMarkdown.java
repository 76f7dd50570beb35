package bench.cli;

import bench.catalogue.Catalogue;
import bench.run.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores as a table in Markdown, with the commands that repeat them. */
final class ScoreMarkdown implements ScoreFormat {

    /** The fewest messages between servers for each operation that anyone has published, as far as we know. */
    private static final Map<String, String> BEST_PUBLISHED = Map.of(
            "unique-ids", "0",
            "broadcast-efficient-1", "7.75",
            "broadcast-efficient-2", "1.92",
            "grow-only-counter", "0.718",
            "kafka-efficient", "1.37");

    private static final String LIMIT = "--max-(msgs-per-op|median|latency)";

    private static final List<String> COLUMNS = List.of("level", "challenge", "command", "limits", "best published",
            "msgs-per-op", "median ms", "max ms", "availability", "engine", "verdict");

    @Override
    public void head(PrintStream out) {
        out.println("| " + String.join(" | ", COLUMNS) + " |");
        out.println("| --- ".repeat(COLUMNS.size()) + "|");
    }

    @Override
    public void row(PrintStream out, Score score) {
        Catalogue.Challenge challenge = score.challenge();
        Figures figures = score.figures();
        out.println("| " + String.join(" | ", challenge.level(), challenge.name(), "`" + command(score) + "`",
                limits(score.options()), BEST_PUBLISHED.getOrDefault(challenge.name(), ""),
                Score.shown(figures.msgsPerOp()), Score.shown(figures.medianMillis()),
                Score.shown(figures.maxMillis()), Score.shown(figures.okFraction()), score.engine(), score.verdict())
                + " |");
    }

    /** Without the limits, which have a column of their own. */
    private static String command(Score score) {
        return ("--bin " + score.script() + " " + String.join(" ", score.options()))
                .replaceAll(" " + LIMIT + " [0-9.]+", "");
    }

    private static String limits(List<String> options) {
        List<String> limits = new ArrayList<>();
        for (int i = 0; i + 1 < options.size(); i++) {
            if (options.get(i).matches(LIMIT)) {
                limits.add(options.get(i).substring("--max-".length()) + " " + options.get(i + 1));
            }
        }
        return String.join(", ", limits);
    }
}
