package bench.story;

import bench.history.Times;
import bench.journal.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The faults of a run with their times: cuts, outages of nodes, and everything else that the nemesis did. */
final class FaultHistory {

    /** A fault that has begun but not ended, with its value in the history. */
    private record Begun(long nanos, Object value) {
    }

    private final List<Cut> cuts = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Map<String, Long> killed = new LinkedHashMap<>();
    private final Map<String, Long> paused = new LinkedHashMap<>();

    /**
     * Notes the begin or end of a fault. Kills and pauses last until the node starts or goes on; other faults last
     * until the nemesis ends them.
     */
    void note(long nanos, Event.Fault event) {
        switch (event.fault()) {
            case "kill" -> hit(nanos, event, killed);
            case "pause" -> hit(nanos, event, paused);
            default -> {
                if (event.begins()) {
                    begun.put(event.fault(), new Begun(nanos, event.value()));
                } else {
                    end(event.fault(), nanos);
                }
            }
        }
    }

    private static void hit(long nanos, Event.Fault event, Map<String, Long> down) {
        if (event.begins()) {
            names(event.value()).forEach(node -> down.put(node, nanos));
        }
    }

    private static List<String> names(Object value) {
        List<String> names = new ArrayList<>();
        switch (value) {
            case String name -> names.add(name);
            case Iterable<?> several -> several.forEach(name -> names.add((String) name));
            case null, default -> { }
        }
        return names;
    }

    /**
     * Notes the end of an outage. Only kills by the nemesis are outages, because the bench itself kills all nodes at
     * the end.
     */
    void note(long nanos, Event.NodeChange change) {
        switch (change.state()) {
            case STARTED -> endOutage(change.node(), Outage.KILLED, killed, nanos);
            case RESUMED -> endOutage(change.node(), Outage.PAUSED, paused, nanos);
            case KILLED, PAUSED, DEAF, CRASHED -> { }
        }
    }

    private void endOutage(String node, String what, Map<String, Long> down, long nanos) {
        Long from = down.remove(node);
        if (from != null) {
            outages.add(new Outage(node, what, from, nanos));
        }
    }

    private void end(String fault, long nanos) {
        Begun since = begun.remove(fault);
        if (since == null) {
            return;
        }
        if (fault.equals("partition")) {
            cuts.add(new Cut(since.nanos(), nanos, drops(since.value())));
        } else {
            others.add(fault + ": " + skew(since.value()) + Times.span(since.nanos(), nanos));
        }
    }

    /** What happens to a clock, in words. Takes the fault's value: by node, how far it leaps, and its speed then. */
    private static String skew(Object value) {
        StringBuilder words = new StringBuilder();
        if (value instanceof Map<?, ?> skews) {
            skews.forEach((node, skew) -> words.append("%s leaps %s ms ahead and runs at %s %%, ".formatted(node,
                    ((List<?>) skew).getFirst(), ((List<?>) skew).getLast())));
        }
        return words.toString();
    }

    /** The dropped senders of each node. Takes the value of a partition: its shape, and these senders. */
    private static Map<String, Set<String>> drops(Object value) {
        Map<String, Set<String>> drops = new LinkedHashMap<>();
        if (value instanceof List<?> parts && parts.getLast() instanceof Map<?, ?> grudge) {
            grudge.forEach((node, others) -> {
                Set<String> unheard = new LinkedHashSet<>(names(others));
                if (!unheard.isEmpty()) {
                    drops.put((String) node, unheard);
                }
            });
        }
        return drops;
    }

    /** Ends all open faults, at the end of the run. */
    void close(long nanos) {
        List.copyOf(begun.keySet()).forEach(fault -> end(fault, nanos));
        List.copyOf(killed.keySet()).forEach(node -> endOutage(node, Outage.KILLED, killed, Long.MAX_VALUE));
        List.copyOf(paused.keySet()).forEach(node -> endOutage(node, Outage.PAUSED, paused, Long.MAX_VALUE));
        outages.sort(Comparator.comparingLong(Outage::fromNanos));
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** The outages of a node between two moments. */
    Stream<Outage> outages(String node, long fromNanos, long toNanos) {
        return outages.stream().filter(outage -> outage.node().equals(node) && outage.overlaps(fromNanos, toNanos));
    }

    /** All faults, one line each. */
    List<String> lines(List<String> nodes) {
        List<String> lines = new ArrayList<>();
        cuts.forEach(cut -> lines.add("cut: %s, %s".formatted(cut.sides(nodes), cut.span())));
        outages.forEach(outage -> lines.add("%s: %s, %s".formatted(outage.what(), outage.node(), outage.span())));
        lines.addAll(others);
        return lines;
    }
}
