package bench.story;

import bench.history.Clients;
import bench.history.History;
import bench.history.Op;
import bench.history.Times;
import bench.journal.Event;
import bench.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stories need to know of a whole run: who was whose client, and which faults there were, from when to when. */
final class Run {

    private static final String KILLED = "killed";
    private static final String PAUSED = "paused";
    private static final Set<String> SERVICES = Set.of("lin-kv", "seq-kv", "lww-kv", "lin-tso");
    private static final String ERROR = "\"type\":\"error\"";

    private final History history;
    private final Consumer<Journal> events;
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Map<Integer, String> nodeOfProcess = new HashMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<String> otherFaults = new ArrayList<>();
    private final Map<String, Long> begun = new LinkedHashMap<>();
    private Map<String, Set<String>> drops = Map.of();
    private final Set<String> services = new TreeSet<>();
    private final Map<String, Map<String, Integer>> refusals = new TreeMap<>();
    private boolean nodesTalked;
    private long endNanos;

    /** @param events tells a journal all events of the run, as often as it is asked to */
    Run(History history, Consumer<Journal> events) {
        this.history = history;
        this.events = events;
        events.accept(this::note);
        List.copyOf(begun.keySet()).forEach(fault -> end(fault, endNanos));
        outages.sort((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
    }

    private void note(long nanos, Event event) {
        endNanos = Math.max(endNanos, nanos);
        switch (event) {
            case Event.Send(long _, String src, String dest, String body) -> noteSend(src, dest, body);
            case Event.Operation(Op op, String node, String _) -> nodeOfProcess.put(op.process(), node);
            case Event.NodeChange(String node, Event.State state, String _) -> change(nanos, node, state);
            case Event.Fault(String fault, boolean begins, Object value) -> note(nanos, fault, begins, value);
            default -> { }
        }
    }

    private void noteSend(String src, String dest, String body) {
        boolean toNode = nodes.contains(dest);
        nodesTalked |= toNode && nodes.contains(src);
        if (toNode && SERVICES.contains(src) && body.contains(ERROR)) {
            refusals.computeIfAbsent(src, _ -> new TreeMap<>()).merge(dest, 1, Integer::sum);
        }
        if (SERVICES.contains(dest)) {
            services.add(dest);
        }
    }

    /** Nodes suffer from kills and pauses until they start or go on; other faults end when the nemesis says so. */
    private void note(long nanos, String fault, boolean begins, Object value) {
        if (fault.equals("kill") || fault.equals("pause")) {
            if (begins) {
                names(value).forEach(node -> begun.put((fault.equals("kill") ? KILLED : PAUSED) + " " + node, nanos));
            }
        } else if (begins) {
            drops = drops(value);
            begun.put(fault, nanos);
        } else {
            end(fault, nanos);
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

    private void change(long nanos, String node, Event.State state) {
        switch (state) {
            case STARTED -> {
                nodes.add(node);
                endOutage(node, KILLED, nanos);
            }
            case RESUMED -> endOutage(node, PAUSED, nanos);
            case KILLED, PAUSED, DEAF, CRASHED -> { } // the nemesis tells of its own; the bench kills all at the end
        }
    }

    private void endOutage(String node, String what, long nanos) {
        Long from = begun.remove(what + " " + node);
        if (from != null) {
            outages.add(new Outage(node, what, from, nanos));
        }
    }

    private void end(String fault, long nanos) {
        Long from = begun.remove(fault);
        if (from == null) {
            return;
        }
        String[] words = fault.split(" ");
        if (words.length == 2) {
            outages.add(new Outage(words[1], words[0], from, Long.MAX_VALUE));
        } else if (fault.equals("partition")) {
            cuts.add(new Cut(from, nanos, drops));
        } else {
            otherFaults.add(fault + ": " + Times.span(from, nanos));
        }
    }

    /** Takes the value of a partition: its shape, and whom each node no longer hears. */
    private static Map<String, Set<String>> drops(Object value) {
        Map<String, Set<String>> drops = new LinkedHashMap<>();
        if (value instanceof List<?> parts && parts.getLast() instanceof Map<?, ?> grudge) {
            grudge.forEach((node, others) -> {
                Set<String> names = new LinkedHashSet<>();
                ((Iterable<?>) others).forEach(other -> names.add((String) other));
                if (!names.isEmpty()) {
                    drops.put((String) node, names);
                }
            });
        }
        return drops;
    }

    History history() {
        return history;
    }

    void replay(Journal listener) {
        events.accept(listener);
    }

    List<String> nodes() {
        return List.copyOf(nodes);
    }

    /** The node that an operation was asked of; null if the journal does not say. */
    String nodeOf(Op op) {
        return nodeOfProcess.get(op.process());
    }

    Clients clients() {
        return op -> nodeOf(op) == null ? Clients.BY_PROCESS.of(op) : nodeOf(op) + "'s client";
    }

    /** That no node ever sent another one a message, if so, and what they share instead. */
    Optional<String> silence() {
        return nodesTalked || nodes.size() == 1 ? Optional.empty() : Optional.of(services.isEmpty()
                ? "The nodes never sent each other a message."
                : "The nodes never sent each other a message; they share " + Words.list(List.copyOf(services)) + ".");
    }

    /** Which services answered nodes with errors, and how often; a line each. */
    List<String> refusals() {
        return refusals.entrySet().stream().map(each -> "%s answered with an error: %s.".formatted(each.getKey(),
                each.getValue().entrySet().stream()
                        .map(node -> "%s %s".formatted(node.getKey(), Words.times(node.getValue())))
                        .collect(Collectors.joining(", ")))).toList();
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** The outages of a node between two moments. */
    Stream<Outage> outages(String node, long fromNanos, long toNanos) {
        return outages.stream().filter(outage -> outage.node().equals(node) && outage.overlaps(fromNanos, toNanos));
    }

    /** All faults, a line each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        cuts.forEach(cut -> faults.add("cut: %s, %s".formatted(cut.sides(nodes()), cut.span())));
        outages.forEach(outage -> faults.add("%s: %s, %s".formatted(outage.what(), outage.node(),
                outage.toNanos() == Long.MAX_VALUE ? "from " + Times.seconds(outage.fromNanos()) + " on"
                        : Times.span(outage.fromNanos(), outage.toNanos()))));
        faults.addAll(otherFaults);
        return faults;
    }
}
