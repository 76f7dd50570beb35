package bench.story;

import bench.check.Violation;
import bench.history.Op;
import bench.history.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells the story of a final read that is not the sum: what other nodes read, and which additions explain the
 * difference.
 */
final class WrongTotal {

    private static final int MOST_ADDITIONS = 3;
    private static final int MOST_NODES = 6;

    private final Run run;
    private final Op read;
    private final long total;
    private final long difference;
    private final Map<String, List<Op>> additions = new LinkedHashMap<>();

    private WrongTotal(Violation violation, Run run) {
        this.run = run;
        this.read = violation.operations().getFirst();
        this.total = (Long) violation.values().get(0);
        this.difference = total - (Long) violation.values().get(1);
        run.nodes().forEach(node -> additions.put(node, run.history().clientOps()
                .filter(op -> op.isOk() && op.f().equals("add") && node.equals(run.nodeOf(op))).toList()));
    }

    static List<String> tell(Violation violation, Run run) {
        WrongTotal story = new WrongTotal(violation, run);
        List<String> lines = new ArrayList<>(violation.proof().lines(run.clients()));
        lines.add(story.difference < 0 ? "%d is missing.".formatted(-story.difference)
                : "That is %d too much.".formatted(story.difference));
        if (run.nodes().size() > 1) {
            lines.add(story.finalReads());
            lines.add("Acknowledged additions, sum and number: %s.".formatted(story.additions.entrySet().stream()
                    .map(each -> "%s %d (%d)".formatted(each.getKey(), sum(each.getValue()), each.getValue().size()))
                    .collect(Collectors.joining(", "))));
        }
        story.explanation().ifPresent(lines::add);
        lines.addAll(run.refusals());
        return lines;
    }

    static List<String> hint(Violation violation, Run run) {
        if (run.sharesNothing()) {
            return Hints.UNTOLD;
        }
        if (run.usesNoService() && run.nodes().size() > 1) {
            return Hints.MERGED;
        }
        if (run.sharesOnly("lww-kv")) {
            return Hints.TWO_REPLICAS;
        }
        return isStale(violation, run) ? Hints.STALE : Hints.of("wrong-total");
    }

    /** Whether the store has the right sum, so that the read must have seen an old state of it. */
    private static boolean isStale(Violation violation, Run run) {
        return run.sharesOnly("seq-kv") && finalReads(run).containsValue(violation.values().get(1));
    }

    /** What each node read last; null for a node that was not read. */
    private static Map<String, Object> finalReads(Run run) {
        Map<String, Object> last = new LinkedHashMap<>();
        run.nodes().forEach(node -> last.put(node, null));
        run.history().clientOps().filter(op -> op.isFinal() && op.isOk())
                .forEach(op -> last.put(run.nodeOf(op), op.value()));
        return last;
    }

    private String finalReads() {
        return "At the end %s.".formatted(finalReads(run).entrySet().stream()
                .map(each -> each.getValue() == null ? each.getKey() + " was not read"
                        : each.getKey() + " has " + each.getValue())
                .collect(Collectors.joining(", ")));
    }

    private static long sum(List<Op> additions) {
        return additions.stream().mapToLong(WrongTotal::delta).sum();
    }

    private static long delta(Op addition) {
        return (Long) addition.value();
    }

    /** A possible explanation of the number. It is arithmetic, not proof; there may be others. */
    private Optional<String> explanation() {
        List<Op> all = additions.values().stream().flatMap(List::stream).toList();
        long negative = all.stream().mapToLong(WrongTotal::delta).filter(delta -> delta < 0).sum();
        if (negative != 0 && difference == -negative) {
            return Optional.of("It is the sum without the negative additions, which add up to %d.".formatted(negative));
        }
        if (negative != 0 && difference == -2 * negative) {
            return Optional.of("It is the sum if every negative addition counts as a positive one.");
        }
        Optional<List<String>> knowing = nodesThatMakeTheTotal();
        if (knowing.isPresent()) {
            return Optional.of("It is the sum of what %s acknowledged, without the others' additions.".formatted(
                    Names.list(knowing.get())));
        }
        return difference < 0 ? latestThatAreMissing() : all.stream().filter(op -> delta(op) == difference).findFirst()
                .map(op -> "It would be right if an addition of %d, such as that of %s, had counted twice.".formatted(
                        difference, run.clients().at(op)));
    }

    /** Some of the nodes, but not all, whose additions add up to what was read. */
    private Optional<List<String>> nodesThatMakeTheTotal() {
        List<String> nodes = List.copyOf(additions.keySet());
        if (nodes.size() > MOST_NODES) {
            return Optional.empty();
        }
        return IntStream.range(1, (1 << nodes.size()) - 1)
                .mapToObj(set -> IntStream.range(0, nodes.size()).filter(i -> (set >> i & 1) == 1)
                        .mapToObj(nodes::get).toList())
                .filter(some -> some.stream().mapToLong(node -> sum(additions.get(node))).sum() == total)
                .findFirst();
    }

    /** The fewest of a node's last additions that explain the difference. */
    private Optional<String> latestThatAreMissing() {
        for (int count = 1; count <= MOST_ADDITIONS; count++) {
            for (var each : additions.entrySet()) {
                List<Op> ofNode = each.getValue();
                if (ofNode.size() >= count) {
                    List<Op> last = ofNode.subList(ofNode.size() - count, ofNode.size());
                    if (sum(last) == -difference) {
                        return Optional.of("It would be right with the last %s of %s: %s.".formatted(
                                count == 1 ? "addition" : count + " additions", each.getKey(),
                                last.stream().map(op -> "%d at %s".formatted(delta(op), Times.seconds(op.time())))
                                        .collect(Collectors.joining(", "))));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
