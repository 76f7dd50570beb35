package bench.cli;

import bench.check.elle.ConsistencyModels;
import bench.kernel.Latency;
import bench.nemesis.Faults;
import bench.run.TestOptions;
import bench.service.Service;
import bench.workload.Settings;
import bench.workload.Topology;
import bench.workload.Workloads;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a test is, whatever runs it: Maelstrom's with its defaults, and our limits and seed. */
final class TestArguments {

    private static final int MOST_NODES = 1000;
    private static final int MOST_WORKERS = 100_000;
    /** Each key is twice as popular as the one before it, and a double ends at 2 to the power of 1023. */
    private static final int MOST_KEYS = 1000;

    /** Such names are safe as names of folders and log files. Names that begin with c are clients'. */
    private static final Pattern NODE_NAME = Pattern.compile("(?!c)[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final List<String> DEFAULT_NODES = List.of("n1", "n2", "n3", "n4", "n5");

    private CommandSpec spec;
    private Validation validation;

    @Option(names = {"-w", "--workload"}, paramLabel = "NAME", completionCandidates = Candidates.OfWorkloads.class,
            description = "What workload to run. Without it, a script named like a challenge gets the options of that "
                    + "challenge, and any other script those in its '// test:' line.")
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
            description = "Comma-separated faults to inject: partition. Ours: kill, pause, loss, duplicate, "
                    + "reorder, slow; and clock (sim), which makes a node's clock leap up to a minute ahead and then "
                    + "run up to 10 %% fast or slow.")
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

    @Option(names = "--max-msgs-per-op", paramLabel = "N",
            description = "Ours: the most messages between servers for each operation.")
    private Double maxMsgsPerOp;

    @Option(names = "--max-median", paramLabel = "MILLIS",
            description = "Ours: the largest median of stable latencies.")
    private Double maxMedian;

    @Option(names = "--max-latency", paramLabel = "MILLIS", description = "Ours: the largest stable latency.")
    private Double maxLatency;

    @Option(names = "--seed", paramLabel = "N", description = "Ours: repeats the run of that seed (sim). The second of "
            + "--test-count runs has the next seed, and so on.")
    private Long seed;

    @Spec(Spec.Target.MIXEE)
    private void setSpec(CommandSpec spec) {
        this.spec = spec;
        validation = new Validation(spec);
    }

    /** The test that the options describe. */
    TestOptions options() {
        validation.check(rate == 0 || rate >= 0.001 && rate <= 1_000_000, "--rate", rate,
                "Must be 0, or from 0.001 to 1000000");
        validation.checkRange("--latency", latency, 0, 1_000_000);
        validation.checkRange("--time-limit", timeLimit, 1, 1_000_000);
        validation.check(nemesisInterval >= 0.01 && nemesisInterval <= 1_000_000, "--nemesis-interval", nemesisInterval,
                "Must be from 0.01 to 1000000");
        validation.checkRange("--max-txn-length", maxTxnLength, 1, 1000);
        validation.checkRange("--max-writes-per-key", maxWritesPerKey, 1, 1_000_000);
        validation.checkRange("--key-count", keyCount == null ? 1 : keyCount, 1, MOST_KEYS);
        validation.checkLimit("--max-msgs-per-op", maxMsgsPerOp);
        validation.checkLimit("--max-median", maxMedian);
        validation.checkLimit("--max-latency", maxLatency);
        validation.checkOneOf("--topology", topology, Topology.NAMES);
        validation.checkOneOf("--workload", workload, Workloads.names());
        List<String> nodeIds = nodeIds();
        Settings settings = new Settings(nodeIds, concurrency(nodeIds.size()), latency, topology, keyCount,
                maxTxnLength, maxWritesPerKey, models());
        checkFits(workload, settings);
        return new TestOptions(workload, settings, timeLimit, rate, new Latency(distribution(), latency), faults(),
                nemesisInterval, requiredAvailability(), new TestOptions.Limits(maxMsgsPerOp, maxMedian, maxLatency),
                seed == null ? System.nanoTime() % 1_000_000 : seed);
    }

    boolean hasWorkload() {
        return workload != null;
    }

    String workload() {
        return workload;
    }

    /** Whether nodes are named, so that a count would be ignored. */
    boolean hasNodes() {
        return nodes != null;
    }

    boolean hasSeed() {
        return seed != null;
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
            validation.checkRange("--node-count", nodeCount, 1, MOST_NODES);
            return IntStream.range(0, nodeCount).mapToObj(i -> "n" + i).toList();
        }
        List<String> ids = nodes == null ? DEFAULT_NODES : List.of(nodes.split("\\s*,\\s*", -1));
        validation.check(ids.stream().allMatch(NODE_NAME.asMatchPredicate()) && ids.size() <= MOST_NODES
                        && Set.copyOf(ids).size() == ids.size() && Collections.disjoint(ids, Service.NAMES),
                "--nodes", nodes,
                "Must be different names of letters, digits, - and _; a name that begins with c is a client's, and "
                        + String.join(", ", Service.NAMES) + " are services");
        return ids;
    }

    /** Source: jepsen.cli, where {@code 3n} means three for each node. */
    private int concurrency(int nodeCount) {
        validation.check(concurrency.matches("[1-9][0-9]{0,5}n?"), "--concurrency", concurrency,
                "Must be an integer, optionally followed by n.");
        int total = concurrency.endsWith("n")
                ? Integer.parseInt(concurrency.substring(0, concurrency.length() - 1)) * nodeCount
                : Integer.parseInt(concurrency);
        validation.check(total <= MOST_WORKERS, "--concurrency", concurrency,
                "There can be at most " + MOST_WORKERS + " workers");
        return total;
    }

    private Latency.Distribution distribution() {
        validation.checkOneOf("--latency-dist", latencyDist, List.of("constant", "uniform", "exponential"));
        return Latency.Distribution.valueOf(latencyDist.toUpperCase(Locale.ROOT));
    }

    private Set<String> faults() {
        Set<String> faults = new LinkedHashSet<>(split(nemesis));
        faults.forEach(fault -> validation.checkOneOf("--nemesis", fault, Faults.NAMES));
        return faults;
    }

    /** The consistency models that are asked for. */
    List<String> models() {
        List<String> models = split(consistencyModels);
        validation.check(!models.isEmpty(), "--consistency-models", consistencyModels, "Must name a model");
        models.forEach(model -> {
            if (!ConsistencyModels.isKnown(model)) {
                validation.checkOneOf("--consistency-models", model, ConsistencyModels.names());
            }
        });
        return models;
    }

    private Double requiredAvailability() {
        if (availability == null) {
            return null;
        }
        double required = availability.equals("total") ? 1 : parse(availability);
        validation.check(required >= 0 && required <= 1, "--availability", availability,
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

    private static List<String> split(String names) {
        return Stream.of(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
