package bench.story;

import bench.history.Clients;
import bench.history.History;
import bench.history.Nouns;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Message;
import bench.service.Service;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What stories need to know about a run: which client belongs to which node, and the faults with their times. */
final class Run {

    private static final String ERROR = "\"type\":\"error\"";

    private final History history;
    private final Consumer<Journal> events;
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Map<Integer, String> nodeOfProcess = new HashMap<>();
    private final FaultHistory faults = new FaultHistory();
    private final Set<String> services = new TreeSet<>();
    private final Map<String, Map<String, Integer>> refusals = new TreeMap<>();
    private final Map<String, Deafness> deafness = new HashMap<>();
    private final HelperLog helperLog = new HelperLog();
    private boolean isKnown;
    private boolean nodesTalked;
    private long endNanos;

    /** A node's output is not read from this time on. */
    private record Deafness(long nanos, String why) {
    }

    /** @param events replays all events of the run to a journal, any number of times */
    Run(History history, Consumer<Journal> events) {
        this.history = history;
        this.events = events;
        events.accept(this::note);
        faults.close(endNanos);
    }

    private void note(long nanos, Event event) {
        isKnown = true;
        endNanos = Math.max(endNanos, nanos);
        switch (event) {
            case Event.Send(long _, String src, String dest, String body) -> noteSend(src, dest, body);
            case Event.Operation(Op op, String node, String _) -> nodeOfProcess.put(op.process(), node);
            case Event.NodeChange change -> {
                nodes.add(change.node());
                faults.note(nanos, change);
                if (change.state() == Event.State.DEAF) {
                    deafness.putIfAbsent(change.node(), new Deafness(nanos, change.why()));
                }
            }
            case Event.Fault fault -> faults.note(nanos, fault);
            case Event.Log(String node, String line) -> helperLog.note(node, line);
            default -> { }
        }
    }

    private void noteSend(String src, String dest, String body) {
        boolean toNode = nodes.contains(dest);
        nodesTalked |= toNode && nodes.contains(src);
        if (toNode && Service.NAMES.contains(src) && body.contains(ERROR)) {
            refusals.computeIfAbsent(src, _ -> new TreeMap<>()).merge(dest, 1, Integer::sum);
        }
        if (Service.NAMES.contains(dest)) {
            services.add(dest);
        }
    }

    /** Whether there is a journal; otherwise all that is known of the run is its history. */
    boolean isKnown() {
        return isKnown;
    }

    /** Whether this is a message to a node that no client sent. */
    boolean isToNode(String src, String dest) {
        return !Message.isClient(src) && nodes.contains(dest);
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

    /** The node that received an operation; null if the journal does not say. */
    String nodeOf(Op op) {
        return nodeOfProcess.get(op.process());
    }

    Clients clients() {
        return op -> nodeOf(op) == null ? Clients.BY_PROCESS.of(op) : nodeOf(op) + "'s client";
    }

    /** A sentence if no node ever sent another one a message; it names the services that they share. */
    Optional<String> silence() {
        return nodesTalked || nodes.size() == 1 ? Optional.empty() : Optional.of(services.isEmpty()
                ? "The nodes never sent each other a message."
                : "The nodes never sent each other a message; they share " + Names.list(List.copyOf(services)) + ".");
    }

    /** Whether several nodes had no way to learn from each other: they neither talked nor used a service. */
    boolean sharesNothing() {
        return silence().isPresent() && usesNoService();
    }

    boolean usesNoService() {
        return services.isEmpty();
    }

    /** Whether all that nodes can know of each other comes from this service. */
    boolean sharesOnly(String service) {
        return silence().isPresent() && services.equals(Set.of(service));
    }

    /** The services that answered nodes with errors, and how often; one line each. */
    List<String> refusals() {
        return refusals.entrySet().stream().map(each -> "%s answered with an error: %s.".formatted(each.getKey(),
                each.getValue().entrySet().stream()
                        .map(node -> "%s %s".formatted(node.getKey(), Nouns.times(node.getValue())))
                        .collect(Collectors.joining(", ")))).toList();
    }

    /** Why the node of an operation was deaf before the operation ended; empty if it was not. */
    Optional<String> deafness(Op op) {
        return Optional.ofNullable(deafness.get(nodeOf(op))).filter(deaf -> deaf.nanos <= op.time())
                .map(Deafness::why);
    }

    /** Whether the node of an operation had replies that came too late for its clients. */
    boolean isTooLate(Op op) {
        return helperLog.isTooLate(nodeOf(op));
    }

    HelperLog helperLog() {
        return helperLog;
    }

    FaultHistory faults() {
        return faults;
    }
}
