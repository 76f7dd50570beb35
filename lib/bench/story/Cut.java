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

    /** If more nodes than these do not hear all, the first one is enough of an example. */
    private static final int MOST_NODES = 6;

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
            List<String> some = nodes.stream().filter(drops::containsKey).toList();
            int shown = some.size() <= MOST_NODES ? some.size() : 1;
            return some.stream().limit(shown).map(node -> node + " does not hear " + nodes.stream()
                            .filter(drops.get(node)::contains).collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("; "))
                    + (shown == some.size() ? "" : "; %d more do not hear all".formatted(some.size() - shown));
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
