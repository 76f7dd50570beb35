package bench.story;

import bench.check.Violation;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Tells what else happened between the operations that prove a violation: cuts, kills, and silence between nodes. */
final class Circumstances {

    /** Anomalies whose stories tell this themselves. */
    private static final Set<String> TELL_THEMSELVES = Set.of("lost", "duplicate-id");

    /** Anomalies that a node can have without any word from others. */
    private static final Set<String> OF_ONE_NODE = Set.of("never-succeeded", "echo-mismatch", "unavailable");

    private static final Set<Integer> REFUSALS = Set.of(10, 12);

    private Circumstances() {
    }

    static List<String> of(Violation violation, Run run) {
        if (TELL_THEMSELVES.contains(violation.anomaly()) || violation.operations().isEmpty()
                || isRefusal(violation.operations().getFirst()) || isOfOneNode(violation, run)) {
            return List.of();
        }
        long from = violation.operations().stream().map(op -> op.isInvoke() ? op : run.history().invocationOf(op))
                .mapToLong(Op::time).min().orElseThrow();
        long to = violation.operations().stream().mapToLong(Op::time).max().orElseThrow();
        List<String> lines = new ArrayList<>();
        run.faults().cuts().stream().filter(cut -> cut.overlaps(from, to) && !cut.drops().isEmpty())
                .min(Comparator.comparingLong(Cut::fromNanos))
                .ifPresent(cut -> lines.add("Meanwhile the network was cut: %s, %s.".formatted(
                        cut.sides(run.nodes()), cut.span())));
        run.nodes().stream().flatMap(node -> run.faults().outages(node, from, to)).findFirst()
                .ifPresent(outage -> lines.add("Meanwhile " + outage.describe() + "."));
        if (!OF_ONE_NODE.contains(violation.anomaly()) || !run.sharesNothing()) {
            run.silence().ifPresent(lines::add);
        }
        return lines;
    }

    /**
     * Whether a node has no handler for the request (10), or one that cannot read it (12), or that needs a key which
     * nobody has written: the network has no part in that.
     */
    private static boolean isRefusal(Op op) {
        return Hints.lacksKey(op) || op.error() instanceof List<?> error && error.getFirst() instanceof Number code
                && REFUSALS.contains(code.intValue());
    }

    /** Whether transactions got in each other's way that succeeded on one node; the network has no part in that. */
    private static boolean isOfOneNode(Violation violation, Run run) {
        return violation.operations().stream().allMatch(op -> op.f().equals("txn") && op.isOk())
                && violation.operations().stream().map(run::nodeOf).distinct().count() == 1;
    }
}
