package bench.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The topologies that Maelstrom suggests to the nodes of a broadcast, which may ignore them. */
public final class Topology {

    /** The names that {@link #of} knows. */
    public static final List<String> NAMES = List.of("line", "grid", "tree", "tree2", "tree3", "tree4", "total");

    private final List<String> nodes;

    private Topology(List<String> nodes) {
        this.nodes = nodes;
    }

    /**
     * The neighbours of each node, both in the order in which the nodes were given.
     *
     * @throws IllegalArgumentException if there is no shape of this name
     */
    public static Map<String, List<String>> of(String name, List<String> nodes) {
        Topology topology = new Topology(nodes);
        return switch (name) {
            case "line" -> topology.line();
            case "grid" -> topology.grid();
            case "tree", "tree2" -> topology.tree(2);
            case "tree3" -> topology.tree(3);
            case "tree4" -> topology.tree(4);
            case "total" -> topology.total();
            default -> throw new IllegalArgumentException("no topology \"" + name + "\", only " + NAMES);
        };
    }

    /** Each node knows the one before and the one after it. A single node has no neighbours. */
    private Map<String, List<String>> line() {
        return nodes.size() < 2 ? Map.of() : neighbours(i -> new int[] {i - 1, i + 1});
    }

    /** A nearly square grid, filled row by row. Neighbours are the nodes below, above, right and left. */
    private Map<String, List<String>> grid() {
        int side = (int) Math.ceil(Math.sqrt(nodes.size()));
        return neighbours(i -> new int[] {
            i + side, i - side, i % side == side - 1 ? -1 : i + 1, i % side == 0 ? -1 : i - 1});
    }

    /** A tree, filled level by level from the root. Neighbours are the parent, then the children. */
    private Map<String, List<String>> tree(int branches) {
        return neighbours(i -> IntStream.concat(
                IntStream.of(i == 0 ? -1 : (i - 1) / branches),
                IntStream.rangeClosed(i * branches + 1, i * branches + branches)).toArray());
    }

    private Map<String, List<String>> total() {
        return neighbours(i -> IntStream.range(0, nodes.size()).filter(j -> j != i).toArray());
    }

    private interface Neighbours {
        /** The positions of neighbours. Positions outside the list of nodes are ignored. */
        int[] of(int position);
    }

    private Map<String, List<String>> neighbours(Neighbours neighbours) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> ofNode = new ArrayList<>();
            for (int j : neighbours.of(i)) {
                if (0 <= j && j < nodes.size()) {
                    ofNode.add(nodes.get(j));
                }
            }
            map.put(nodes.get(i), ofNode);
        }
        return map;
    }
}
