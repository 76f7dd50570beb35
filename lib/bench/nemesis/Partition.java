package bench.nemesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The shapes of Jepsen's partitions. Source: jepsen.nemesis and jepsen.nemesis.combined. */
public enum Partition {

    /** One node alone. */
    ONE("one"),
    /** Fewer than a third of the nodes on one side. */
    MINORITY_THIRD("minority-third"),
    /** A majority on one side. */
    MAJORITY("majority"),
    /** Each node sees a majority, and no two nodes see the same one. */
    MAJORITIES_RING("majorities-ring");

    private final String jepsenName;

    Partition(String jepsenName) {
        this.jepsenName = jepsenName;
    }

    public String jepsenName() {
        return jepsenName;
    }

    /** Draws a partition of this shape: for each node, the nodes whose messages it drops. */
    public Map<String, Set<String>> grudge(List<String> nodes, RandomGenerator random) {
        List<String> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, Random.from(random));
        return switch (this) {
            case ONE -> split(shuffled, 1);
            case MINORITY_THIRD -> split(shuffled, (nodes.size() - 1) / 3);
            case MAJORITY -> split(shuffled, nodes.size() / 2);
            case MAJORITIES_RING -> nodes.size() <= 5 ? ring(shuffled) : web(shuffled, random);
        };
    }

    private static Map<String, Set<String>> split(List<String> nodes, int size) {
        Set<String> left = new LinkedHashSet<>(nodes.subList(0, size));
        Set<String> right = new LinkedHashSet<>(nodes.subList(size, nodes.size()));
        Map<String, Set<String>> grudge = new LinkedHashMap<>();
        left.forEach(node -> grudge.put(node, right));
        right.forEach(node -> grudge.put(node, left));
        return grudge;
    }

    /** Nodes in a ring; each one hears those next to it. */
    private static Map<String, Set<String>> ring(List<String> nodes) {
        int size = nodes.size();
        int majority = size / 2 + 1;
        Map<String, Set<String>> grudge = new LinkedHashMap<>();
        for (int first = 0; first < size; first++) {
            Set<String> others = new LinkedHashSet<>(nodes);
            for (int i = 0; i < majority; i++) {
                others.remove(nodes.get((first + i) % size));
            }
            grudge.put(nodes.get((first + majority / 2) % size), others);
        }
        return grudge;
    }

    /** Links the node that has the fewest links to another with few links, until each node hears a majority. */
    private static Map<String, Set<String>> web(List<String> nodes, RandomGenerator random) {
        Map<String, Set<String>> links = new LinkedHashMap<>();
        nodes.forEach(node -> links.put(node, new LinkedHashSet<>(Set.of(node))));
        int majority = nodes.size() / 2 + 1;
        List<String> order = new ArrayList<>(nodes);
        while (true) {
            Collections.shuffle(order, Random.from(random));
            order.sort(Comparator.comparingInt(node -> links.get(node).size()));
            String loneliest = order.getFirst();
            if (links.get(loneliest).size() >= majority) {
                break;
            }
            String other = order.stream().filter(node -> !links.get(loneliest).contains(node)).findFirst()
                    .orElseThrow();
            links.get(loneliest).add(other);
            links.get(other).add(loneliest);
        }
        Map<String, Set<String>> grudge = new LinkedHashMap<>();
        links.forEach((node, linked) -> {
            Set<String> others = new LinkedHashSet<>(nodes);
            others.removeAll(linked);
            grudge.put(node, others);
        });
        return grudge;
    }
}
