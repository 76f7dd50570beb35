package bench.cli;

import bench.build.Program;
import bench.check.elle.ConsistencyModels;
import bench.kernel.Latency;
import bench.nemesis.Faults;
import bench.run.TestOptions;
import bench.workload.Settings;
import bench.workload.Topology;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom test}: Maelstrom's options with its defaults, and a few of our own. */
@Command(name = "test", sortOptions = false, description = "Runs a test of a node.")
public final class TestCommand implements Callable<Integer> {

    private static final List<String> OUR_FAULTS = List.of("loss", "duplicate", "reorder", "slow");
    private static final List<String> DEFAULT_NODES = List.of("n1", "n2", "n3", "n4", "n5");

    @Spec
    private CommandSpec spec;

    @Option(names = "--bin", required = true, paramLabel = "FILE",
            description = "What runs a node: a script (broadcast.java, 'jbang broadcast.java') or any executable.")
    private String bin;

    @Option(names = {"-w", "--workload"}, paramLabel = "NAME",
            description = "What workload to run; by default that of the challenge after which the script is named.")
    private String workload;

    @Option(names = "--node-count", paramLabel = "NUM", description = "How many nodes to run. Overrides --nodes.")
    private Integer nodeCount;

    @Option(names = "--nodes", paramLabel = "NODES", description = "Comma-separated names of nodes. Default: n1,…,n5.")
    private String nodes;

    @Option(names = "--concurrency", paramLabel = "NUMBER", defaultValue = "1n",
            description = "How many workers there are; 2n is two for each node. Default: ${DEFAULT-VALUE}.")
    private String concurrency;

    @Option(names = "--time-limit", paramLabel = "SECONDS", defaultValue = "60",
            description = "How long clients work, without the final phase. Default: ${DEFAULT-VALUE}.")
    private long timeLimit;

    @Option(names = "--rate", paramLabel = "RATE", defaultValue = "5",
            description = "Approximate number of requests a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--latency", paramLabel = "MILLIS", defaultValue = "0",
            description = "Mean network latency between nodes, in ms. Default: ${DEFAULT-VALUE}.")
    private long latency;

    @Option(names = "--latency-dist", paramLabel = "TYPE", defaultValue = "constant",
            description = "constant, uniform or exponential. Default: ${DEFAULT-VALUE}.")
    private String latencyDist;

    @Option(names = "--nemesis", paramLabel = "FAULTS", defaultValue = "",
            description = "Comma-separated faults to inject: partition. Ours: kill, pause, loss, duplicate, reorder, slow.")
    private String nemesis;

    @Option(names = "--nemesis-interval", paramLabel = "SECONDS", defaultValue = "10",
            description = "How many seconds between nemesis operations, on average. Default: ${DEFAULT-VALUE}.")
    private double nemesisInterval;

    @Option(names = "--availability", paramLabel = "EXPECTED",
            description = "The fraction of requests that must succeed: a number from 0 to 1, or total.")
    private String availability;

    @Option(names = "--consistency-models", paramLabel = "MODELS", defaultValue = "strict-serializable",
            description = "Comma-separated consistency models to check. Default: ${DEFAULT-VALUE}.")
    private String consistencyModels;

    @Option(names = "--topology", paramLabel = "SPEC", defaultValue = "grid",
            description = "What topology to offer to a broadcast's nodes. Default: ${DEFAULT-VALUE}.")
    private String topology;

    @Option(names = "--key-count", paramLabel = "INT", description = "How many keys to use at a time.")
    private Integer keyCount;

    @Option(names = "--max-txn-length", paramLabel = "INT", defaultValue = "4",
            description = "The most operations in one transaction. Default: ${DEFAULT-VALUE}.")
    private int maxTxnLength;

    @Option(names = "--max-writes-per-key", paramLabel = "INT", defaultValue = "16",
            description = "The most writes to one key. Default: ${DEFAULT-VALUE}.")
    private int maxWritesPerKey;

    @Option(names = "--test-count", paramLabel = "NUMBER", defaultValue = "1",
            description = "How many times to run the test. Default: ${DEFAULT-VALUE}.")
    private int testCount;

    @Option(names = "--log-stderr", description = "Show what nodes log.")
    private boolean logStderr;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "Ours: jepsen (the real Maelstrom), live (processes) or sim (virtual time).")
    private String engine;

    @Option(names = "--seed", paramLabel = "N", description = "Ours: repeats the run of that seed (sim). The second of --test-count runs has the next one, and so on.")
    private Long seed;

    @Option(names = "--check-determinism", description = "Ours: runs the seed twice, in two JVMs, and compares (sim).")
    private boolean checkDeterminism;

    @Option(names = "--max-msgs-per-op", paramLabel = "N",
            description = "Ours: the most messages between servers for each operation.")
    private Double maxMsgsPerOp;

    @Option(names = "--max-median", paramLabel = "MILLIS", description = "Ours: the largest median of stable latencies.")
    private Double maxMedian;

    @Option(names = "--max-latency", paramLabel = "MILLIS", description = "Ours: the largest stable latency.")
    private Double maxLatency;

    @Parameters(paramLabel = "ARGS", description = "After --: the arguments of every node.")
    private List<String> args = new ArrayList<>();

    private final Engines engines;

    public TestCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws Exception {
        checkEngine();
        Program program = Program.parse(bin, Path.of("").toAbsolutePath());
        List<String> allArgs = new ArrayList<>(program.args());
        allArgs.addAll(args);
        TestOptions options = options(program.file());
        int status = 0;
        for (int i = 0; i < testCount && status == 0; i++) {
            Engines.Request request = new Engines.Request(program.file(), program instanceof Program.Script, allArgs,
                    options.withSeed(options.seed() + i), Optional.ofNullable(engine).map(this::engine), logStderr,
                    forJepsen());
            status = checkDeterminism
                    ? Determinism.check(withoutDeterminism(), request.options().seed())
                    : engines.run(request);
        }
        return status;
    }

    /** What only some engines can do is not left out in silence by the others. */
    private void checkEngine() {
        if (engine != null) {
            check(!checkDeterminism || engine(engine) == Engines.Engine.SIM, "--engine", engine,
                    "Only sim can --check-determinism");
            if (engine(engine) == Engines.Engine.JEPSEN) {
                check(seed == null, "--seed", seed, "The real Maelstrom cannot repeat a run");
                check(OUR_FAULTS.stream().noneMatch(faults()::contains), "--nemesis", nemesis,
                        "The real Maelstrom knows none of " + String.join(", ", OUR_FAULTS));
            }
        }
    }

    private List<String> withoutDeterminism() {
        List<String> words = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        words.remove("--check-determinism");
        return words;
    }

    /** What the options say, for a program in this file. */
    public TestOptions options(Path file) {
        check(rate >= 0, "--rate", rate, "Can't be negative");
        check(latency >= 0, "--latency", latency, "Must be non-negative");
        check(timeLimit > 0, "--time-limit", timeLimit, "Must be positive");
        check(nemesisInterval > 0, "--nemesis-interval", nemesisInterval, "Must be positive");
        check(maxTxnLength > 0, "--max-txn-length", maxTxnLength, "must be positive");
        check(maxWritesPerKey > 0, "--max-writes-per-key", maxWritesPerKey, "must be positive");
        check(keyCount == null || keyCount > 0, "--key-count", keyCount, "must be positive");
        check(testCount > 0, "--test-count", testCount, "Must be positive");
        checkOneOf("--topology", topology, Topology.NAMES);
        List<String> nodeIds = nodeIds();
        Settings settings = new Settings(nodeIds, concurrency(nodeIds.size()), latency, topology, keyCount, maxTxnLength,
                maxWritesPerKey, models());
        checkFits(workload(file), settings);
        return new TestOptions(workload, settings, timeLimit, rate, new Latency(distribution(), latency), faults(),
                nemesisInterval, requiredAvailability(), new TestOptions.Limits(maxMsgsPerOp, maxMedian, maxLatency),
                seed == null ? System.nanoTime() % 1_000_000 : seed);
    }

    private void checkFits(String workload, Settings settings) {
        try {
            Workloads.create(workload, settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private List<String> nodeIds() {
        if (nodeCount != null) {
            check(nodeCount > 0, "--node-count", nodeCount, "Must be positive.");
            return IntStream.range(0, nodeCount).mapToObj(i -> "n" + i).toList();
        }
        List<String> ids = nodes == null ? DEFAULT_NODES : split(nodes);
        check(!ids.isEmpty() && Set.copyOf(ids).size() == ids.size() && ids.stream().noneMatch(id -> id.startsWith("c")),
                "--nodes", nodes, "Must be different names, and those with a c in front are the clients'");
        return ids;
    }

    /** Source: jepsen.cli, where {@code 3n} means three for each node. */
    private int concurrency(int nodeCount) {
        check(concurrency.matches("[1-9][0-9]{0,5}n?"), "--concurrency", concurrency,
                "Must be an integer, optionally followed by n.");
        return concurrency.endsWith("n")
                ? Integer.parseInt(concurrency.substring(0, concurrency.length() - 1)) * nodeCount
                : Integer.parseInt(concurrency);
    }

    private String workload(Path file) {
        if (workload == null) {
            workload = Workloads.ofScript(file.getFileName().toString()).orElse("lin-kv");
            System.out.println("Workload: " + workload + " (no -w; "
                    + (workload.equals("lin-kv") ? "Maelstrom's default; -w names another)" : "the script's name says so)"));
        }
        checkOneOf("--workload", workload, Workloads.names());
        return workload;
    }

    private Latency.Distribution distribution() {
        checkOneOf("--latency-dist", latencyDist, List.of("constant", "uniform", "exponential"));
        return Latency.Distribution.valueOf(latencyDist.toUpperCase(Locale.ROOT));
    }

    private Set<String> faults() {
        Set<String> faults = new LinkedHashSet<>(split(nemesis));
        faults.forEach(fault -> checkOneOf("--nemesis", fault, Faults.NAMES));
        return faults;
    }

    private List<String> models() {
        List<String> models = split(consistencyModels);
        check(!models.isEmpty(), "--consistency-models", consistencyModels, "Must name a model");
        models.forEach(model -> {
            if (!ConsistencyModels.isKnown(model)) {
                checkOneOf("--consistency-models", model, ConsistencyModels.names());
            }
        });
        return models;
    }

    private Double requiredAvailability() {
        if (availability == null) {
            return null;
        }
        double required = availability.equals("total") ? 1 : parse(availability);
        check(required >= 0 && required <= 1, "--availability", availability,
                "must be either 'total' or a number between 0 and 1.");
        return required;
    }

    private static double parse(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private Engines.Engine engine(String name) {
        checkOneOf("--engine", name, List.of("jepsen", "live", "sim"));
        return Engines.Engine.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What was typed, as the real Maelstrom takes it: without the options that are ours, and without {@code --bin}. */
    private List<String> forJepsen() {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            boolean ours = option.description()[0].startsWith("Ours:");
            if (!ours && !option.longestName().equals("--bin") && !option.longestName().equals("--workload")) {
                words.add(option.longestName());
                words.addAll(option.arity().max() == 0 ? List.of() : option.stringValues());
            }
        }
        return words;
    }

    private static List<String> split(String names) {
        return Stream.of(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private void checkOneOf(String option, String value, Collection<String> legal) {
        check(legal.contains(value), option, value, "Must be one of " + String.join(", ", legal));
    }

    /** Complains in the words of Maelstrom's own command line. */
    private void check(boolean legal, String option, Object value, String rule) {
        if (!legal) {
            throw new ParameterException(spec.commandLine(), "Failed to validate \"%s %s\": %s".formatted(option, value, rule));
        }
    }
}
