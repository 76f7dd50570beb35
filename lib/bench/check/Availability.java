package bench.check;

import bench.history.History;
import bench.history.Nouns;
import bench.history.Op;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares the share of operations that succeeded with the share that must. */
public final class Availability implements Checker {

    private final Double required;

    /** Takes the share from 0 to 1 (Maelstrom's {@code total} is 1), or null if any share will do. */
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
                violation(history, ok, invoked)));
    }

    private Violation violation(History history, long ok, long invoked) {
        List<Op> failures = history.clientOps().filter(op -> op.isFail() || op.isInfo()).limit(1).toList();
        return new Violation("unavailable", List.of(), failures, clients -> {
            String claim = "Only %d of %s succeeded; %s must.".formatted(ok, Nouns.count(invoked, "operation"),
                    required == 1 ? "all" : percent(required));
            return Stream.concat(Stream.of(claim), failures.stream().map(op -> "The first that did not: %s of %s%s."
                    .formatted(op.f(), clients.at(op), Phrases.because(op)))).toList();
        });
    }

    private static String percent(double share) {
        return new BigDecimal(Double.toString(share)).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
