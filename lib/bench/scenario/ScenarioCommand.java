package bench.scenario;

import bench.run.TestOptions;
import bench.workload.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Writes the command line of a scenario, or of a test. A scenario's plan already contains the operations and faults. So
 * its command only names the nodes and clients, the latency, and how the run is judged.
 */
public final class ScenarioCommand {

    private static final String DEFAULT_MODELS = "strict-serializable";
    private static final String DEFAULT_TOPOLOGY = "grid";
    private static final double DEFAULT_NEMESIS_INTERVAL = 10;
    private static final int DEFAULT_TXN_LENGTH = 4;
    private static final int DEFAULT_WRITES_PER_KEY = 16;

    private final List<String> words = new ArrayList<>(List.of("test"));

    private ScenarioCommand() {
    }

    /**
     * The words after {@code maelstrom}. Options with default values are left out.
     *
     * @param args the arguments of nodes
     */
    public static List<String> of(TestOptions options, List<String> args) {
        ScenarioCommand command = new ScenarioCommand();
        command.add("-w", options.workload(), null);
        command.add(Scenario.NODES, String.join(",", options.settings().nodes()), null);
        command.addConditions(options);
        return command.with(args);
    }

    /** The words of a test that draws its operations and faults by itself. */
    public static List<String> ofTest(TestOptions options, List<String> args) {
        ScenarioCommand command = new ScenarioCommand();
        Settings settings = options.settings();
        command.add("-w", options.workload(), null);
        if (settings.nodes().equals(IntStream.range(0, settings.nodes().size()).mapToObj(i -> "n" + i).toList())) {
            command.add("--node-count", settings.nodes().size(), null);
        } else {
            command.add(Scenario.NODES, String.join(",", settings.nodes()), null);
        }
        command.add("--time-limit", options.timeLimitSeconds(), null);
        command.add("--rate", options.rate(), null);
        command.add("--max-txn-length", settings.maxTxnLength(), DEFAULT_TXN_LENGTH);
        command.add("--max-writes-per-key", settings.maxWritesPerKey(), DEFAULT_WRITES_PER_KEY);
        command.add("--nemesis", String.join(",", options.nemesis()), "");
        command.add("--nemesis-interval", options.nemesis().isEmpty() ? null : options.nemesisIntervalSeconds(),
                DEFAULT_NEMESIS_INTERVAL);
        command.add("--key-count", settings.keyCount(), null);
        command.addConditions(options);
        return command.with(args);
    }

    private List<String> with(List<String> args) {
        if (!args.isEmpty()) {
            words.add("--");
            words.addAll(args);
        }
        return List.copyOf(words);
    }

    /** What does not depend on who draws the operations. */
    private void addConditions(TestOptions options) {
        Settings settings = options.settings();
        TestOptions.Limits limits = options.limits();
        add("--concurrency", concurrency(settings), "1n");
        add("--latency", options.latency().meanMillis(), 0L);
        add("--latency-dist", options.latency().distribution().name().toLowerCase(Locale.ROOT), "constant");
        add("--topology", settings.topology(), DEFAULT_TOPOLOGY);
        add("--consistency-models", String.join(",", settings.consistencyModels()), DEFAULT_MODELS);
        add("--availability", options.availability(), null);
        add("--max-msgs-per-op", limits.maxMsgsPerOp(), null);
        add("--max-median", limits.maxMedianMillis(), null);
        add("--max-latency", limits.maxLatencyMillis(), null);
        add(Scenario.SEED, options.seed(), null);
    }

    private static String concurrency(Settings settings) {
        int nodes = settings.nodes().size();
        return settings.concurrency() % nodes == 0 ? settings.concurrency() / nodes + "n"
                : Integer.toString(settings.concurrency());
    }

    private void add(String option, Object value, Object defaultValue) {
        if (value != null && !value.equals(defaultValue)) {
            words.add(option);
            words.add(value instanceof Double number && number == Math.rint(number)
                    ? Long.toString(number.longValue()) : value.toString()); // 100, not 100.0
        }
    }
}
