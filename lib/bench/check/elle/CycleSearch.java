package bench.check.elle;

import java.util.Arrays;
import java.util.List;

/**
 * Looks for short cycles of one kind. It searches breadth first from every edge that such a cycle must contain. Worse
 * kinds must have been looked for before: if there are none, a cycle that may have a second RW or a step of time has
 * one.
 *
 * <p>An edge with several dependencies counts as the first one in the order in which the checker explains them, so a
 * cycle's kind agrees with its explanation. A search that takes too long stops with the best cycle found so far:
 * whether one cycle can contain two given edges is a hard problem in general, and a large component may have many edges
 * to start from.
 */
final class CycleSearch {

    /** The phases of a path: any step may follow; or no RW, because the last step was one. */
    private static final int FREE = 0;
    private static final int JUST_RW = 1;
    private static final int PHASES = 2;

    private static final int REFUSED = -1;
    private static final int ROOT = -1;
    private static final long STEPS_PER_EDGE = 50;
    private static final long FREE_STEPS = 1_000_000;

    private final Graph graph;
    private final Dependency[] kindOfMask = new Dependency[1 << Dependency.values().length];
    private final int[] queue;
    private final int[] cameFrom;
    private final int[] seenIn;
    private int round;
    private long stepsLeft;

    CycleSearch(Graph graph, List<Dependency> precedence) {
        this.graph = graph;
        for (int mask = 0; mask < kindOfMask.length; mask++) {
            for (Dependency kind : precedence.reversed()) {
                if ((mask & kind.bit()) != 0) {
                    kindOfMask[mask] = kind;
                }
            }
        }
        int states = graph.size() * PHASES;
        queue = new int[states];
        cameFrom = new int[states];
        seenIn = new int[states];
    }

    /** The one dependency that an edge counts as. */
    Dependency kindBetween(int from, int to) {
        return kindOfMask[graph.maskBetween(from, to)];
    }

    /** The nodes of a shortest cycle of this kind, in order, or null if none was found. */
    int[] find(CycleType type) {
        stepsLeft = FREE_STEPS + STEPS_PER_EDGE * graph.edgeCount();
        int[] best = null;
        for (int from = 0; from < graph.size(); from++) {
            for (int edge = graph.startOfEdges(from); edge < graph.endOfEdges(from); edge++) {
                if (kindOfMask[graph.mask(edge)] != type.start()) {
                    continue;
                }
                int shorterThan = best == null ? Integer.MAX_VALUE : best.length;
                int[] cycle = from(from, graph.target(edge), type, shorterThan);
                if (cycle != null) {
                    best = cycle;
                }
                if (stepsLeft < 0) {
                    return best;
                }
            }
        }
        return best;
    }

    /** The shortest cycle that starts with this edge: the edge, and the way back from its end to its start. */
    private int[] from(int start, int second, CycleType type, int shorterThan) {
        round++;
        int head = 0;
        int tail = 0;
        int state = second * PHASES + (type.shape() == CycleType.Shape.G_NONADJACENT ? JUST_RW : FREE);
        seenIn[state] = round;
        cameFrom[state] = ROOT;
        queue[tail++] = state;
        for (int length = 1; length < shorterThan && head < tail; length++) {
            for (int levelEnd = tail; head < levelEnd; head++) {
                state = queue[head];
                int node = state / PHASES;
                if (node == start) {
                    int[] cycle = state % PHASES == FREE ? cycleTo(state, length) : null;
                    if (cycle != null) {
                        return cycle;
                    }
                    continue;
                }
                for (int edge = graph.startOfEdges(node); edge < graph.endOfEdges(node); edge++) {
                    stepsLeft--;
                    int phase = step(state % PHASES, kindOfMask[graph.mask(edge)], type);
                    int next = graph.target(edge) * PHASES + phase;
                    if (phase != REFUSED && seenIn[next] != round) {
                        seenIn[next] = round;
                        cameFrom[next] = state;
                        queue[tail++] = next;
                    }
                }
            }
        }
        return null;
    }

    private static int step(int phase, Dependency kind, CycleType type) {
        return switch (kind) {
            case WW -> FREE;
            case WR -> type.shape() == CycleType.Shape.G0 ? REFUSED : FREE;
            case RW -> switch (type.shape()) {
                case G2 -> FREE;
                case G_NONADJACENT -> phase == FREE ? JUST_RW : REFUSED;
                case G0, G1C, G_SINGLE -> REFUSED;
            };
            case PROCESS, REALTIME -> kind == type.order() ? FREE : REFUSED;
        };
    }

    /** The path that ends in this state, last node first; null if it visits a node twice. */
    private int[] cycleTo(int state, int length) {
        int[] cycle = new int[length];
        cycle[0] = state / PHASES;
        int i = length;
        for (int s = cameFrom[state]; s != ROOT; s = cameFrom[s]) {
            cycle[--i] = s / PHASES;
        }
        return Arrays.stream(cycle).distinct().count() == length ? cycle : null;
    }
}
