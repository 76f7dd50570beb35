package bench.check.elle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Visits transactions so that each one comes after everything it depends on, and says for each what it knows: for every
 * key, the latest writer of each session in its causal past. A vector clock holds that past as one position for each
 * session; the clock is dropped once nothing needs it any more.
 */
final class CausalPast {

    private final List<Txn> txns;
    private final Graph causes;
    private final Sessions sessions;
    private final Map<Object, Map<Integer, NavigableMap<Integer, Txn>>> writers = new HashMap<>();
    private final int[][] clocks;
    private int[] now;

    CausalPast(List<Txn> txns, List<Txn> possible, Graph causes, Sessions sessions) {
        this.txns = txns;
        this.causes = causes;
        this.sessions = sessions;
        this.clocks = new int[txns.size()][];
        for (Txn txn : possible) {
            txn.externalWrites().keySet().forEach(key -> writers
                    .computeIfAbsent(key, _ -> new TreeMap<>())
                    .computeIfAbsent(sessions.sessionOf(txn), _ -> new TreeMap<>())
                    .put(sessions.positionOf(txn), txn));
        }
    }

    /** The last writers of a key known to the transaction being visited: at most one for each session. */
    List<Txn> writersOf(Object key) {
        List<Txn> known = new ArrayList<>();
        writers.getOrDefault(key, Map.of()).forEach((session, positions) -> {
            var latest = positions.floorEntry(now[session]);
            if (latest != null) {
                known.add(latest.getValue());
            }
        });
        return known;
    }

    /**
     * Visits all transactions of a graph without cycles. Where there is a choice, the one that began first comes first.
     */
    void walk(Consumer<Txn> visitor) {
        int[] causesLeft = new int[causes.size()];
        for (int edge = 0; edge < causes.edgeCount(); edge++) {
            causesLeft[causes.target(edge)]++;
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int node = 0; node < causes.size(); node++) {
            if (causesLeft[node] == 0) {
                ready.add(node);
            }
        }
        while (!ready.isEmpty()) {
            int node = ready.poll();
            Txn txn = txns.get(node);
            now = clocks[node] == null ? new int[sessions.count()] : clocks[node];
            clocks[node] = null;
            visitor.accept(txn);
            now[sessions.sessionOf(txn)] = sessions.positionOf(txn);
            for (int edge = causes.startOfEdges(node); edge < causes.endOfEdges(node); edge++) {
                int effect = causes.target(edge);
                clocks[effect] = merge(clocks[effect], now);
                if (--causesLeft[effect] == 0) {
                    ready.add(effect);
                }
            }
        }
    }

    private static int[] merge(int[] clock, int[] other) {
        if (clock == null) {
            return other.clone();
        }
        for (int i = 0; i < clock.length; i++) {
            clock[i] = Math.max(clock[i], other[i]);
        }
        return clock;
    }
}
