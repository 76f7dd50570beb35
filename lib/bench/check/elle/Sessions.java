package bench.check.elle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the sessions of a history, one for each process, and the transactions within each session from 1. */
final class Sessions {

    private final int[] session;
    private final int[] position;
    private final Map<Integer, Txn> latest = new HashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    /**
     * Takes the transactions that may have happened; adds to the graph that each one precedes the next of its session.
     */
    Sessions(List<Txn> txns, int size, Graph.Builder graph) {
        session = new int[size];
        position = new int[size];
        for (Txn txn : txns) {
            int process = txn.invocation().process();
            Txn previous = latest.put(process, txn);
            session[txn.id()] = numbers.computeIfAbsent(process, p -> numbers.size());
            position[txn.id()] = previous == null ? 1 : position[previous.id()] + 1;
            if (previous != null) {
                graph.add(previous.id(), txn.id(), Dependency.PROCESS);
            }
        }
    }

    int count() {
        return numbers.size();
    }

    int sessionOf(Txn txn) {
        return session[txn.id()];
    }

    int positionOf(Txn txn) {
        return position[txn.id()];
    }
}
