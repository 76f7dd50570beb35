package bench.check.elle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the strongly connected components of a graph: the largest sets of nodes that all come before each other. This
 * is Tarjan's algorithm, in linear time. It keeps its own stack because a history would overflow a thread's.
 */
final class Components {

    private static final int UNSEEN = -1;

    private final Graph graph;
    private final int allowed;
    private final int[] order;
    private final int[] low;
    private final int[] nextEdge;
    private final boolean[] isOpen;
    private final int[] path;
    private final int[] open;
    private int openCount;
    private int seenCount;
    private final List<int[]> found = new ArrayList<>();

    private Components(Graph graph, int allowed) {
        this.graph = graph;
        this.allowed = allowed;
        int size = graph.size();
        order = new int[size];
        Arrays.fill(order, UNSEEN);
        low = new int[size];
        nextEdge = new int[size];
        isOpen = new boolean[size];
        path = new int[size];
        open = new int[size];
    }

    /**
     * The components that contain a cycle of allowed edges: those of two or more nodes, and single nodes that come
     * before themselves. The nodes of each are in ascending order; the components are ordered by their lowest node.
     */
    static List<int[]> of(Graph graph, int allowed) {
        Components components = new Components(graph, allowed);
        for (int node = 0; node < graph.size(); node++) {
            if (components.order[node] == UNSEEN) {
                components.explore(node);
            }
        }
        components.found.sort(Comparator.comparingInt(component -> component[0]));
        return components.found;
    }

    private void explore(int root) {
        int depth = 0;
        path[0] = root;
        enter(root);
        while (depth >= 0) {
            int node = path[depth];
            if (nextEdge[node] < graph.endOfEdges(node)) {
                int edge = nextEdge[node]++;
                int target = graph.target(edge);
                if ((graph.mask(edge) & allowed) == 0) {
                    continue;
                }
                if (order[target] == UNSEEN) {
                    path[++depth] = target;
                    enter(target);
                } else if (isOpen[target]) {
                    low[node] = Math.min(low[node], order[target]);
                }
            } else {
                if (low[node] == order[node]) {
                    close(node);
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[node]);
                }
            }
        }
    }

    private void enter(int node) {
        order[node] = seenCount;
        low[node] = seenCount++;
        nextEdge[node] = graph.startOfEdges(node);
        isOpen[node] = true;
        open[openCount++] = node;
    }

    private void close(int root) {
        int end = openCount;
        int node;
        do {
            node = open[--openCount];
            isOpen[node] = false;
        } while (node != root);
        boolean hasCycle = end - openCount > 1 || (graph.maskBetween(root, root) & allowed) != 0;
        if (hasCycle) {
            int[] component = Arrays.copyOfRange(open, openCount, end);
            Arrays.sort(component);
            found.add(component);
        }
    }
}
