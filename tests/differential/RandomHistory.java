import bench.check.Verdict;
import bench.check.elle.ConsistencyModels;
import bench.history.History;
import bench.run.Judge;
import bench.run.TestOptions;
import bench.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A random history of a workload, in which most operations are right.
 *
 * @param models the consistency models that it is held against; none if the workload takes none
 */
record RandomHistory(String workload, long seed, List<String> models, History history) {

    private static final Map<String, Function<Random, FaultyClients.Cluster>> CLUSTERS = new TreeMap<>(Map.of(
            "g-set", FaultySet::new,
            "kafka", FaultyLogs::new,
            "lin-kv", FaultyRegister::new,
            "pn-counter", FaultyCounter::new,
            "txn-list-append", random -> new FaultyTransactions(random, true),
            "txn-rw-register", random -> new FaultyTransactions(random, false),
            "unique-ids", FaultyIds::new));

    /** The workloads that have such histories. */
    static List<String> workloads() {
        return List.copyOf(CLUSTERS.keySet());
    }

    static RandomHistory of(String workload, long seed) {
        Random random = new Random(seed);
        List<String> all = ConsistencyModels.names();
        List<String> models = workload.startsWith("txn") ? List.of(all.get(random.nextInt(all.size()))) : List.of();
        FaultyClients.Cluster cluster = CLUSTERS.get(workload).apply(random);
        return new RandomHistory(workload, seed, models, new FaultyClients(random, cluster).history());
    }

    /** What the bench's checkers say of it. */
    Map<String, Verdict> verdicts() {
        List<String> options = new ArrayList<>(List.of("-w", workload, "--concurrency", "2n"));
        models.forEach(model -> options.addAll(List.of("--consistency-models", model)));
        TestOptions parsed = Scripts.parse("a node", options, 1);
        return Judge.judge(parsed, Workloads.create(workload, parsed.settings()), history);
    }
}
