package bench.check.elle;

import bench.check.Checker;
import bench.check.Verdict;
import bench.history.History;
import java.util.List;
import java.util.Map;

/**
 * Judges transactions that read lists and append to them, like Elle's list-append checker. Every element is appended to
 * a key at most once, so the lists that were read show the order of all appends.
 */
public final class ListAppend implements Checker {

    private final List<String> models;

    /**
     * A checker of histories against these consistency models.
     *
     * @throws IllegalArgumentException if one of them is not among {@link ConsistencyModels}
     */
    public ListAppend(List<String> models) {
        this.models = List.copyOf(models);
        this.models.forEach(ConsistencyModels::canonical);
    }

    @Override
    public Verdict check(History history) {
        List<Txn> txns = Txn.of(history);
        Lists lists = new Lists(txns);
        Findings findings = new Findings();
        ListAnomalies anomalies = new ListAnomalies(txns, lists, findings);
        String flaw = anomalies.flaw();
        if (flaw != null) {
            return Verdict.unknown(Map.of("error", flaw), flaw);
        }
        anomalies.find();
        LostUpdates.find(txns, findings);
        Graph.Builder graph = new Graph.Builder(txns.size());
        lists.addDependencies(graph);
        OrderOfTime.addFor(models, history, txns, graph);
        if (graph.isEmpty()) {
            findings.addNothingToJudge();
        }
        new Cycles(txns, lists, findings).find(graph.build());
        return findings.verdict(models).with(OtherSteps.in(txns));
    }
}
