package bench.check.elle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds in linear time which consistency levels are broken by some cycle, without looking for the cycle itself. It
 * guides the search for cycles, and it is all that can be reported if that search finds no example.
 */
final class CycleExistence {

    /**
     * A level that forbids cycles of some dependencies.
     *
     * @param name   Elle's name of the level
     * @param mask   the dependencies that may follow each other freely
     * @param spaced whether an RW may also stand between any two of these, but never next to another RW: the cycles
     *               that break snapshot isolation (Cerone and Gotsman, <i>Analysing Snapshot Isolation</i>)
     */
    record Level(String name, int mask, boolean spaced) {

        String model() {
            return ConsistencyModels.canonical(name);
        }

        String anomaly() {
            return name + "-cycle-exists";
        }
    }

    private record Part(int mask, boolean spaced) {
    }

    /** A broken level, and the nodes of a smallest component that shows it. */
    record Breach(Level level, int[] nodes) {
    }

    static final List<Level> LEVELS = levels();

    private static List<Level> levels() {
        int writes = Dependency.WW.bit();
        int information = writes | Dependency.WR.bit();
        int all = information | Dependency.RW.bit();
        int process = Dependency.PROCESS.bit();
        int realtime = Dependency.REALTIME.bit();
        return List.of(
                new Level("PL-1", writes, false),
                new Level("PL-2", information, false),
                new Level("PL-SI", information, true),
                new Level("PL-2.99", all, false),
                new Level("PL-3", all, false),
                new Level("strong-session-PL-1", writes | process, false),
                new Level("strong-session-PL-2", information | process, false),
                new Level("strong-session-snapshot-isolation", information | process, true),
                new Level("strong-session-serializable", all | process, false),
                new Level("strong-PL-1", writes | realtime, false),
                new Level("strong-PL-2", information | realtime, false),
                new Level("strong-snapshot-isolation", information | realtime, true),
                new Level("PL-SS", all | realtime, false));
    }

    private CycleExistence() {
    }

    /** The broken levels, without those that are broken only because a weaker one is. */
    static List<Breach> in(Graph graph) {
        int present = 0;
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            present |= graph.mask(edge);
        }
        List<Breach> breaches = new ArrayList<>();
        Set<String> implied = new HashSet<>();
        Map<Part, List<int[]>> known = new HashMap<>();
        for (Level level : LEVELS) {
            if (implied.contains(level.model())) {
                continue;
            }
            Part part = new Part(level.mask() & present, level.spaced());
            List<int[]> components = known.computeIfAbsent(part, p -> components(graph, p));
            if (!components.isEmpty()) {
                int[] smallest = components.stream().min(Comparator.comparingInt(nodes -> nodes.length)).orElseThrow();
                breaches.add(new Breach(level, smallest));
                implied.addAll(ConsistencyModels.thoseImplying(List.of(level.model())));
            }
        }
        return breaches;
    }

    private static List<int[]> components(Graph graph, Part part) {
        return part.spaced() ? spacedComponents(graph, part.mask()) : Components.of(graph, part.mask());
    }

    /** Node n becomes two nodes: 2n, and 2n + 1 for paths that reached n by an RW and may not leave it by another. */
    private static List<int[]> spacedComponents(Graph graph, int mask) {
        Graph.Builder doubled = new Graph.Builder(2 * graph.size());
        for (int node = 0; node < graph.size(); node++) {
            for (int edge = graph.startOfEdges(node); edge < graph.endOfEdges(node); edge++) {
                int target = graph.target(edge);
                if ((graph.mask(edge) & mask) != 0) {
                    doubled.add(2 * node, 2 * target, mask);
                    doubled.add(2 * node + 1, 2 * target, mask);
                }
                if ((graph.mask(edge) & Dependency.RW.bit()) != 0) {
                    doubled.add(2 * node, 2 * target + 1, mask);
                }
            }
        }
        return Components.of(doubled.build(), mask).stream()
                .map(nodes -> Arrays.stream(nodes).map(node -> node / 2).distinct().toArray())
                .toList();
    }
}
