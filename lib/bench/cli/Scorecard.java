package bench.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the challenges of {@code devbox.json} one after the other, and prints what they reach as a table in Markdown. */
@Command(name = "scorecard", description = "Runs all challenges of devbox.json and prints what they reach.")
public final class Scorecard implements Callable<Integer> {

    private static final String TEST = "maelstrom test ";

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
        for (Map.Entry<String, String> challenge : catalogue().entrySet()) {
            worst = Math.max(worst, run(challenge.getKey(), challenge.getValue()));
        }
        return worst;
    }

    /** The scripts that are tests, in their order. */
    private Map<String, String> catalogue() throws IOException {
        Map<String, String> tests = new LinkedHashMap<>();
        JsonNode scripts = JsonMapper.shared().readTree(Files.readString(home.resolve("devbox.json"))).at("/shell/scripts");
        scripts.properties().forEach(script -> {
            if (script.getValue().asString().startsWith(TEST)) {
                tests.put(script.getKey(), script.getValue().asString());
            }
        });
        return tests;
    }

    private int run(String name, String command) throws IOException, InterruptedException {
        String line = engine == null ? command : command.replace(TEST, TEST + "--engine " + engine + " ");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).directory(home.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        shell.environment().merge("PATH", home.resolve("lib/bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
        int status = shell.start().waitFor();
        Figures figures = status <= ExitStatus.UNKNOWN
                ? Figures.read(home.resolve("store/latest/results.edn")) : new Figures(null, null, null, null);
        System.out.println("| " + String.join(" | ", name, "`" + shown(command) + "`", limits(command),
                BEST_PUBLISHED.getOrDefault(name, ""), show(figures.msgsPerOp()), show(figures.medianMillis()),
                show(figures.maxMillis()), show(figures.okFraction()),
                Optional.ofNullable(engine).orElse(installed ? "jepsen" : "sim"), verdict(status)) + " |");
        return status;
    }

    /** Without what every line has, and without the limits, which have a column of their own. */
    private static String shown(String command) {
        return command.replace(TEST, "").replaceAll(" --max-(msgs-per-op|median|latency) [0-9.]+", "");
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
        return figure == null ? "" : figure == Math.rint(figure) ? Long.toString(Math.round(figure)) : "%.4g".formatted(figure);
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
