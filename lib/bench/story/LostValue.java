package bench.story;

import bench.check.Types;
import bench.check.Violation;
import bench.history.History;
import bench.history.Json;
import bench.history.Op;
import bench.history.Times;
import bench.journal.Event;
import bench.story.Carriers.Carrier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells why an acknowledged value was lost: which nodes have it at the end, and why the others do not. */
final class LostValue {

    private static final int MOST_REASONS = 3;

    private final String claim;
    private final Run run;
    private final Object value;
    private final Op known;
    private final Carriers carriers;
    private final List<String> having = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    /** Whether reads have the value with another type, so that where it is says nothing. */
    private final boolean changed;

    LostValue(Violation violation, Run run) {
        this.claim = violation.proof().lines(run.clients()).getFirst();
        this.run = run;
        this.value = violation.values().getFirst();
        this.known = violation.operations().getFirst();
        this.carriers = new Carriers(run, value, ValueFields.of(run)::contains);
        lastReads().forEach((node, read) -> (shows(read) ? having : missing).add(node));
        this.changed = having.isEmpty() && lastReads().values().stream()
                .anyMatch(read -> read.value() instanceof List<?> values && Types.lookalike(value, values) != null);
    }

    List<String> tell() {
        if (changed) {
            return List.of(claim, promise());
        }
        List<String> lines = new ArrayList<>(List.of(claim, promise(), end()));
        List<String> untold = untold();
        Map<Why, List<String>> told = missing.stream().filter(node -> !untold.contains(node))
                .collect(Collectors.groupingBy(this::why, LinkedHashMap::new, Collectors.toList()));
        told.entrySet().stream().limit(MOST_REASONS).forEach(each -> lines.add(each.getKey().of(each.getValue())));
        if (!untold.isEmpty()) {
            lines.add(run.silence().orElseGet(() -> (untold.stream().anyMatch(carriers::mentionTo)
                    ? "It seems that no node told %s of it: %s is not among the values in their messages."
                    : "No node sent %s a message with %s in it.").formatted(Names.oneOf(untold), Json.write(value))));
        }
        return lines;
    }

    List<String> hint() {
        return changed ? Hints.CHANGED : run.helperLog().hint().orElseGet(() ->
                hasArrived() ? Hints.ARRIVED
                : run.sharesNothing() ? Hints.UNTOLD
                : untold().equals(missing) ? Hints.NOT_PASSED_ON : Hints.of("lost"));
    }

    /** The nodes that lack the value because no message with it was sent to them. */
    private List<String> untold() {
        return missing.stream().filter(node -> !hadIt(node) && carriers.to(node).isEmpty()).toList();
    }

    /** Whether a node lacks what it had shown, or all that lack the value had been told it; and none was killed. */
    private boolean hasArrived() {
        return (missing.stream().anyMatch(this::hadIt)
                || missing.stream().allMatch(node -> carriers.to(node).stream().anyMatch(Carrier::arrived)))
                && missing.stream().flatMap(node -> run.faults().outages(node, 0, Long.MAX_VALUE))
                        .noneMatch(Outage::isKill);
    }

    /** The last read of each node that began when the value was known; a node that was not read has none. */
    private Map<String, Op> lastReads() {
        Map<String, Op> reads = new LinkedHashMap<>();
        run.nodes().forEach(node -> reads.put(node, null));
        History history = run.history();
        history.clientOps()
                .filter(op -> op.isOk() && op.f().equals("read"))
                .filter(op -> history.invocationOf(op).index() > known.index())
                .forEach(op -> reads.merge(run.nodeOf(op), op, (a, b) ->
                        history.invocationOf(a).index() < history.invocationOf(b).index() ? b : a));
        reads.values().removeIf(read -> read == null);
        return reads;
    }

    /** Maelstrom lets a node answer null for no values. */
    private boolean shows(Op read) {
        return read.value() instanceof List<?> values && values.contains(value);
    }

    private String promise() {
        return known.f().equals("read")
                ? "%s read it at %s.".formatted(run.clients().of(known), Times.seconds(known.time()))
                : "%s acknowledged it at %s.".formatted(run.nodeOf(known), Times.seconds(known.time()));
    }

    private String end() {
        if (having.isEmpty()) {
            return missing.size() == run.nodes().size() ? "At the end no node has it."
                    : "At the end %s %s it.".formatted(Names.list(missing), missing.size() == 1 ? "lacks" : "lack");
        }
        String cut = missing.size() == 1 ? cutOff(missing.getFirst()) : "";
        return "At the end %s %s it; %s%s %s not.".formatted(Names.list(having), having.size() == 1 ? "has" : "have",
                Names.list(missing), cut, missing.size() == 1 ? "does" : "do");
    }

    /** Which cut swallowed a message with the value on its way to a node; empty if none did. */
    private String cutOff(String node) {
        return carriers.to(node).stream()
                .filter(carrier -> carrier.loss() != null && carrier.loss().cause() == Event.Cause.CUT).findFirst()
                .flatMap(carrier -> run.faults().cuts().stream()
                        .filter(cut -> cut.isOn(carrier.loss().nanos()) && cut.isBetween(node, carrier.src()))
                        .findFirst())
                .map(cut -> ", which was cut off from %s,".formatted(cut.span())).orElse("");
    }

    private boolean hadIt(String node) {
        return node.equals(run.nodeOf(known));
    }

    private Why why(String node) {
        List<Carrier> sent = carriers.to(node);
        if (hadIt(node)) {
            return since(node, known.time(), Why.of("%s, which %s it, no longer has it".formatted(node,
                    known.f().equals("read") ? "showed" : "acknowledged")));
        }
        String name = Json.write(value);
        Optional<Carrier> arrived = sent.stream().filter(Carrier::arrived)
                .min(Comparator.comparing(Carrier::received));
        if (arrived.isPresent()) {
            long received = arrived.get().received();
            String got = "%s got a message with %s in it from %s at %s, but ".formatted(Why.NODES, name,
                    arrived.get().src(), Times.seconds(received));
            return since(node, received, new Why(got + "does not show it", got + "do not show it"));
        }
        Carrier first = sent.getFirst();
        String by = ", %s%s at %s (%s); ".formatted(sent.size() == 1 ? "by " : "the first by ", first.src(),
                Times.seconds(first.sentNanos()), first.type());
        String what = sent.size() == 1 ? "One message with %s in it was sent to ".formatted(name)
                : "%d messages with %s in them were sent to ".formatted(sent.size(), name);
        String end = sent.size() == 1 ? "it was " : "none arrived, and the first was ";
        String ends = sent.size() == 1 ? "each was " : end;
        return new Why(what + Why.NODES + by + end + fate(first, node) + ".",
                what + "each of " + Why.NODES + by + ends + fate(first, node) + ".");
    }

    /** Why a node lacks the value, in words that are the same for all nodes that lack it for the same reason. */
    private record Why(String ofOne, String ofSeveral) {

        private static final String NODES = "{nodes}";

        /** What is said of one node only, which it names. */
        private static Why of(String sentence) {
            return new Why(sentence, sentence);
        }

        private Why and(String more) {
            return new Why(ofOne + more, ofSeveral + more);
        }

        private String of(List<String> nodes) {
            return (nodes.size() == 1 ? ofOne : ofSeveral).replace(NODES, Names.list(nodes));
        }
    }

    /** Adds when a node was killed, if that happened since. */
    private Why since(String node, long nanos, Why why) {
        return why.and(run.faults().outages(node, nanos, Long.MAX_VALUE).filter(Outage::isKill).findFirst()
                .map(outage -> "; " + outage.describe() + ".").orElse("."));
    }

    private static String fate(Carrier carrier, String node) {
        return carrier.loss() == null ? "under way when the run ended" : switch (carrier.loss().cause()) {
            case CUT -> "lost to the cut";
            case LOSS -> "lost by injected loss";
            case DEAD -> "lost because %s was not running".formatted(node);
        };
    }
}
