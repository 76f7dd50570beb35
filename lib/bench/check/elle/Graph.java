package bench.check.elle;

import java.util.Arrays;

/**
 * A graph of what must come before what, over nodes numbered from 0. The edges of one node lie together, in ascending
 * order of their targets. Each edge carries the mask of all its {@link Dependency}s.
 */
final class Graph {

    private static final int TARGET_SHIFT = 8;
    private static final int SOURCE_SHIFT = 36;

    private final int[] firstEdge;
    private final int[] targets;
    private final byte[] masks;

    private Graph(int[] firstEdge, int[] targets, byte[] masks) {
        this.firstEdge = firstEdge;
        this.targets = targets;
        this.masks = masks;
    }

    int size() {
        return firstEdge.length - 1;
    }

    int edgeCount() {
        return targets.length;
    }

    /** The first edge of a node. Its edges end just before {@link #endOfEdges}. */
    int startOfEdges(int node) {
        return firstEdge[node];
    }

    int endOfEdges(int node) {
        return firstEdge[node + 1];
    }

    int target(int edge) {
        return targets[edge];
    }

    int mask(int edge) {
        return masks[edge];
    }

    /** The dependencies between two nodes; 0 if there are none. */
    int maskBetween(int from, int to) {
        int edge = Arrays.binarySearch(targets, firstEdge[from], firstEdge[from + 1], to);
        return edge < 0 ? 0 : masks[edge];
    }

    /** A builder that starts with the edges of this graph. */
    Builder toBuilder() {
        Builder builder = new Builder(size());
        for (int node = 0; node < size(); node++) {
            for (int edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
                builder.add(node, targets[edge], masks[edge]);
            }
        }
        return builder;
    }

    /**
     * The part of this graph on some nodes, given in ascending order. A node's new number is its position in that
     * array.
     */
    Graph select(int[] nodes) {
        Builder selected = new Builder(nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            for (int edge = firstEdge[nodes[i]]; edge < firstEdge[nodes[i] + 1]; edge++) {
                int target = Arrays.binarySearch(nodes, targets[edge]);
                if (target >= 0) {
                    selected.add(i, target, masks[edge]);
                }
            }
        }
        return selected.build();
    }

    /** Collects edges in any order; those between the same two nodes become one. */
    static final class Builder {

        private static final int MAX_SIZE = 1 << (Long.SIZE - 1 - SOURCE_SHIFT);

        private final int size;
        private long[] edges = new long[64];
        private int count;

        Builder(int size) {
            if (size > MAX_SIZE) {
                throw new IllegalArgumentException("more than " + MAX_SIZE + " nodes");
            }
            this.size = size;
        }

        void add(int from, int to, Dependency dependency) {
            add(from, to, dependency.bit());
        }

        void add(int from, int to, int mask) {
            if (count == edges.length) {
                edges = Arrays.copyOf(edges, count * 2);
            }
            edges[count++] = (long) from << SOURCE_SHIFT | (long) to << TARGET_SHIFT | mask;
        }

        boolean isEmpty() {
            return count == 0;
        }

        Graph build() {
            Arrays.sort(edges, 0, count);
            int[] firstEdge = new int[size + 1];
            int[] targets = new int[count];
            byte[] masks = new byte[count];
            int merged = 0;
            for (int i = 0; i < count; i++) {
                boolean isNew = i == 0 || edges[i] >> TARGET_SHIFT != edges[i - 1] >> TARGET_SHIFT;
                if (isNew) {
                    targets[merged] = (int) (edges[i] >> TARGET_SHIFT) & (1 << SOURCE_SHIFT - TARGET_SHIFT) - 1;
                    merged++;
                    firstEdge[(int) (edges[i] >> SOURCE_SHIFT) + 1] = merged;
                }
                masks[merged - 1] |= (byte) edges[i];
            }
            for (int node = 0; node < size; node++) {
                firstEdge[node + 1] = Math.max(firstEdge[node + 1], firstEdge[node]);
            }
            return new Graph(firstEdge, Arrays.copyOf(targets, merged), Arrays.copyOf(masks, merged));
        }
    }
}
