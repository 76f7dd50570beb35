package bench.check.elle;

import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the orders that do not come from data: the order within each process, and real time. */
final class OrderOfTime {

    private OrderOfTime() {
    }

    /** Adds the orders that these models demand. Real time includes the order of each process. */
    static void addFor(List<String> models, History history, List<Txn> txns, Graph.Builder graph) {
        Set<String> forbidden = ConsistencyModels.forbidden(models);
        if (forbidden.stream().anyMatch(anomaly -> anomaly.endsWith(Anomaly.REALTIME))) {
            addRealTime(history, txns, graph);
        } else if (forbidden.stream().anyMatch(anomaly -> anomaly.endsWith(Anomaly.PROCESS))) {
            addProcessOrder(txns, graph);
        }
    }

    /** Links each successful transaction to the next successful one of its process. */
    private static void addProcessOrder(List<Txn> txns, Graph.Builder graph) {
        Map<Integer, Txn> latest = new HashMap<>();
        for (Txn txn : txns) {
            if (txn.isOk()) {
                Txn previous = latest.put(txn.invocation().process(), txn);
                if (previous != null) {
                    graph.add(previous.id(), txn.id(), Dependency.PROCESS);
                }
            }
        }
    }

    /**
     * Links each successful transaction to those that began after it ended, without the links that follow from others:
     * a transaction that begins is linked only to the latest ones that had ended, at most one for each process.
     */
    private static void addRealTime(History history, List<Txn> txns, Graph.Builder graph) {
        Txn[] byInvocation = new Txn[history.ops().size()];
        txns.forEach(txn -> byInvocation[txn.invocation().index()] = txn);
        List<Txn> latest = new ArrayList<>();
        for (Op op : history.ops()) {
            if (op.isInvoke()) {
                Txn begun = byInvocation[op.index()];
                latest.forEach(earlier -> graph.add(earlier.id(), begun.id(), Dependency.REALTIME));
            } else if (op.isOk()) {
                Txn ended = byInvocation[history.invocationOf(op).index()];
                latest.removeIf(earlier -> earlier.precedes(ended));
                latest.add(ended);
            }
        }
    }
}
