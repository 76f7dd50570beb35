package bench.check.elle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Finds shortest paths in a graph. */
final class Paths {

    private static final int UNSEEN = -1;

    private Paths() {
    }

    /** The nodes on a shortest path along allowed edges, including both ends, or null if there is none. */
    static int[] shortest(Graph graph, int allowed, int from, int to) {
        int[] cameFrom = new int[graph.size()];
        Arrays.fill(cameFrom, UNSEEN);
        Deque<Integer> open = new ArrayDeque<>();
        cameFrom[from] = from;
        open.add(from);
        while (!open.isEmpty() && cameFrom[to] == UNSEEN) {
            int node = open.poll();
            for (int edge = graph.startOfEdges(node); edge < graph.endOfEdges(node); edge++) {
                int target = graph.target(edge);
                if (cameFrom[target] == UNSEEN && (graph.mask(edge) & allowed) != 0) {
                    cameFrom[target] = node;
                    open.add(target);
                }
            }
        }
        return cameFrom[to] == UNSEEN ? null : trace(cameFrom, from, to);
    }

    private static int[] trace(int[] cameFrom, int from, int to) {
        int length = 1;
        for (int node = to; node != from; node = cameFrom[node]) {
            length++;
        }
        int[] path = new int[length];
        int node = to;
        for (int i = length - 1; i >= 0; i--) {
            path[i] = node;
            node = cameFrom[node];
        }
        return path;
    }
}
