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

/** The faults of a run, each from when to when: cuts, nodes that did not work, and what else the nemesis did. */
final class Faults {

    /** A fault that has begun and not yet ended; its value is as in the history. */
    private record Begun(long nanos, Object value) {
    }

    private final List<Cut> cuts = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Map<String, Long> killed = new LinkedHashMap<>();
    private final Map<String, Long> paused = new LinkedHashMap<>();

    /** Nodes suffer from kills and pauses until they start or go on; other faults end when the nemesis says so. */
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

    /** The bench kills all nodes at the end, which is no fault: kills count if the nemesis has told of them. */
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
            others.add(fault + ": " + Times.span(since.nanos(), nanos));
        }
    }

    /** Takes the value of a partition: its shape, and whom each node no longer hears. */
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

    /** Told when the run is over: what has not ended by then ends now. */
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

    /** All of them, a line each. */
    List<String> lines(List<String> nodes) {
        List<String> lines = new ArrayList<>();
        cuts.forEach(cut -> lines.add("cut: %s, %s".formatted(cut.sides(nodes), cut.span())));
        outages.forEach(outage -> lines.add("%s: %s, %s".formatted(outage.what(), outage.node(), outage.span())));
        lines.addAll(others);
        return lines;
    }
}
