package bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the challenges of {@code devbox.json} one after the other, and prints what they reach as a table in
 * Markdown.
 */
@Command(name = "scorecard", description = "Runs all challenges of devbox.json and prints what they reach.")
public final class Scorecard implements Callable<Integer> {

    /** The fewest messages between servers for each operation that anyone has published, as far as we know. */
    private static final Map<String, String> BEST_PUBLISHED = Map.of(
            "unique-ids", "0",
            "broadcast-efficient-1", "7.75",
            "broadcast-efficient-2", "1.92",
            "grow-only-counter", "0.718",
            "kafka-efficient", "1.37");

    private static final List<String> COLUMNS = List.of("challenge", "command", "limits", "best published",
            "msgs-per-op", "median ms", "max ms", "availability", "engine", "verdict");

    private final Path home;
    private final boolean installed;

    @Option(names = "--engine", paramLabel = "ENGINE", description = "jepsen, live or sim; by default as for a test.")
    private String engine;

    /**
     * @param home      the folder in which {@code devbox.json} lies
     * @param installed whether there is a real Maelstrom
     */
    public Scorecard(Path home, boolean installed) {
        this.home = home;
        this.installed = installed;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int worst = ExitStatus.VALID;
        System.out.println("| " + String.join(" | ", COLUMNS) + " |");
        System.out.println("| --- ".repeat(COLUMNS.size()) + "|");
        for (Catalogue.Challenge challenge : Catalogue.challenges(home)) {
            worst = Math.max(worst, run(challenge));
        }
        return worst;
    }

    private int run(Catalogue.Challenge challenge) throws IOException, InterruptedException {
        List<String> more = engine == null ? List.of() : List.of("--engine", engine);
        TestProcess.Result run = TestProcess.run(home, home, new Words(challenge.words()).with(more),
                ProcessBuilder.Redirect.DISCARD);
        Figures figures = Figures.of(run.store());
        String command = challenge.command();
        System.out.println("| " + String.join(" | ", challenge.name(), "`" + shown(command) + "`", limits(command),
                BEST_PUBLISHED.getOrDefault(challenge.name(), ""), show(figures.msgsPerOp()),
                show(figures.medianMillis()), show(figures.maxMillis()), show(figures.okFraction()),
                Optional.ofNullable(engine).orElse(installed ? "jepsen" : "sim"), verdict(run.status())) + " |");
        return run.status();
    }

    /** Without what every line has, and without the limits, which have a column of their own. */
    private static String shown(String command) {
        return command.replace("maelstrom test ", "").replaceAll(" --max-(msgs-per-op|median|latency) [0-9.]+", "");
    }

    private static String limits(String command) {
        List<String> limits = new ArrayList<>();
        List<String> words = List.of(command.split(" "));
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).matches("--max-(msgs-per-op|median|latency)")) {
                limits.add(words.get(i).substring("--max-".length()) + " " + words.get(i + 1));
            }
        }
        return String.join(", ", limits);
    }

    private static String show(Double figure) {
        if (figure == null) {
            return "";
        }
        return figure == Math.rint(figure) ? Long.toString(Math.round(figure)) : "%.4g".formatted(figure);
    }

    private static String verdict(int status) {
        return switch (status) {
            case ExitStatus.VALID -> "valid";
            case ExitStatus.INVALID -> "invalid";
            case ExitStatus.UNKNOWN -> "unknown";
            default -> "broken (" + status + ")";
        };
    }
}
