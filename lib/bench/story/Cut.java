package bench.story;

import bench.history.Times;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A partition of the network.
 *
 * @param drops for each node, the nodes whose messages it drops
 */
record Cut(long fromNanos, long toNanos, Map<String, Set<String>> drops) {

    boolean isOn(long nanos) {
        return fromNanos <= nanos && nanos <= toNanos;
    }

    boolean overlaps(long from, long to) {
        return fromNanos <= to && from <= toNanos;
    }

    boolean isBetween(String a, String b) {
        return drops.getOrDefault(a, Set.of()).contains(b) || drops.getOrDefault(b, Set.of()).contains(a);
    }

    String span() {
        return Times.span(fromNanos, toNanos);
    }

    /** The sides, such as {@code n2 | n0 n1 n3}. If a cut has no sides, the nodes that each node cannot hear. */
    String sides(List<String> nodes) {
        List<Set<String>> groups = groups(nodes);
        boolean hasSides = nodes.stream().allMatch(a -> nodes.stream().allMatch(
                b -> isBetween(a, b) == (groupOf(a, groups) != groupOf(b, groups))));
        if (!hasSides) {
            return nodes.stream().filter(drops::containsKey)
                    .map(node -> node + " hears no " + String.join(" ", drops.get(node).stream().sorted().toList()))
                    .collect(Collectors.joining("; "));
        }
        if (groups.size() == 1) {
            return "nothing";
        }
        groups.sort((a, b) -> Integer.compare(a.size(), b.size()));
        return String.join(" | ", groups.stream().map(group -> String.join(" ", group)).toList());
    }

    /** The groups of nodes that can reach each other, directly or through other nodes. */
    private List<Set<String>> groups(List<String> nodes) {
        List<Set<String>> groups = new ArrayList<>();
        for (String node : nodes) {
            Set<String> merged = new LinkedHashSet<>();
            groups.removeIf(group -> group.stream().anyMatch(other -> !isBetween(node, other)) && merged.addAll(group));
            merged.add(node);
            groups.add(merged);
        }
        return groups;
    }

    private static Set<String> groupOf(String node, List<Set<String>> groups) {
        return groups.stream().filter(group -> group.contains(node)).findFirst().orElseThrow();
    }
}
