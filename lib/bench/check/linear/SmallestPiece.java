package bench.check.linear;

import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Reduces a history that no order explains to the few operations that prove it. A read may be left out, and so may a
 * write whose value no remaining operation has seen: either makes an order easier to find. So if no order explains the
 * rest, none explains the whole.
 */
final class SmallestPiece {

    /** Search steps for each trial. A piece that takes longer to judge is not used. */
    private static final long BUDGET = 20_000;

    private final History history;
    private final RegisterSearch.Finding whole;
    private RegisterSearch.Finding finding;
    private List<Op> calls;

    /** Takes the operations on one register, and what the search found. */
    SmallestPiece(History history, List<Op> ops, RegisterSearch.Finding whole) {
        this.history = history;
        this.whole = whole;
        this.finding = whole;
        this.calls = ops.stream()
                .filter(op -> op.isInvoke() && op.index() < whole.stuckAt().index())
                .filter(op -> history.completionOf(op) == null || !history.completionOf(op).isFail())
                .toList();
        int before;
        do {
            before = calls.size();
            List.copyOf(calls).forEach(this::tryWithout);
        } while (calls.size() < before); // a write may go once the read that saw it is gone
    }

    /** The result of the search on this piece. It gets stuck at the same operation. */
    RegisterSearch.Finding finding() {
        return finding;
    }

    /** The remaining invocations, including the one that no order explains. */
    List<Op> calls() {
        return calls;
    }

    private void tryWithout(Op call) {
        List<Op> rest = calls.stream().filter(other -> other != call).toList();
        if (rest.stream().anyMatch(other -> hasSeen(other, call))) {
            return;
        }
        RegisterSearch.Finding trial = new RegisterSearch(history, events(rest), BUDGET).run();
        if (trial.valid() == Validity.FALSE) {
            calls = rest;
            finding = trial;
        }
    }

    private List<Op> events(List<Op> invocations) {
        List<Op> events = new ArrayList<>(invocations);
        for (Op invocation : invocations) {
            Op completion = history.completionOf(invocation);
            if (completion != null && completion.index() <= whole.stuckAt().index()) {
                events.add(completion);
            }
        }
        events.sort(Comparator.comparing(Op::index));
        return events;
    }

    /** Whether one operation depends on the value that another one wrote. */
    private boolean hasSeen(Op observer, Op writer) {
        Object left = switch (writer.f()) {
            case "write" -> RegisterCall.valueOf(writer);
            case "cas" -> ((List<?>) RegisterCall.valueOf(writer)).get(1);
            default -> null;
        };
        Op completion = history.completionOf(observer);
        Object seen = switch (observer.f()) {
            case "read" -> completion == null ? null : RegisterCall.valueOf(completion);
            case "cas" -> ((List<?>) RegisterCall.valueOf(observer)).get(0);
            default -> null;
        };
        return left != null && Objects.equals(left, seen);
    }
}
