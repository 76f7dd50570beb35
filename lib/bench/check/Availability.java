package bench.check;

import bench.history.History;
import bench.history.Op;
import java.util.List;
import java.util.Map;

/** The share of operations that succeeded, against the share that must. */
public final class Availability implements Checker {

    private final Double required;

    /** Takes the share from 0 to 1 (Maelstrom's {@code total} is 1), or null if any will do. */
    public Availability(Double required) {
        this.required = required;
    }

    @Override
    public Verdict check(History history) {
        long invoked = history.invocations().count();
        long ok = history.clientOps().filter(Op::isOk).count();
        // Maelstrom rounds the share to a float of 32 bits, so nine of ten do not quite reach a goal of 0.9.
        float fraction = invoked == 0 ? 1 : (float) ((double) ok / invoked);
        boolean valid = required == null || required <= fraction;
        return Verdict.of(valid, Map.of("ok-fraction", fraction), valid ? List.of() : List.of(
                "only %d of %d operations succeeded, a share of %s, but %s was asked for%s".formatted(
                        ok, invoked, fraction, required, firstFailure(history))));
    }

    private static String firstFailure(History history) {
        return history.clientOps().filter(op -> op.isFail() || op.isInfo()).findFirst()
                .map(op -> "; the first that did not: " + Complaints.brief(op)
                        + (op.error() == null ? "" : ", because of " + op.error()))
                .orElse("");
    }
}
