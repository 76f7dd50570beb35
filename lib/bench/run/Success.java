package bench.run;

import bench.history.History;
import bench.history.Keyword;
import bench.history.Nouns;
import bench.history.Op;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reports the share of operations that succeeded. A history with few successes can still be valid, because Maelstrom
 * only asks that each kind of operation succeeded once. The reader of the verdict should know.
 */
final class Success {

    private static final double WORTH_A_WORD = 0.5;

    private Success() {
    }

    /**
     * A note on a history, if few operations succeeded or a kind of step in transactions never did.
     *
     * @param exempt the kinds of operations that need not succeed
     */
    static Optional<String> note(History history, Set<String> exempt) {
        List<Op> completions = history.clientOps().filter(op -> !op.isInvoke() && !exempt.contains(op.f())).toList();
        long ok = completions.stream().filter(Op::isOk).count();
        Set<String> never = new LinkedHashSet<>(kinds(completions.stream()));
        never.removeAll(kinds(completions.stream().filter(Op::isOk)));
        if (completions.isEmpty() || never.isEmpty() && ok >= WORTH_A_WORD * completions.size()) {
            return Optional.empty();
        }
        return Optional.of("%.0f %% of %s succeeded%s".formatted(100.0 * ok / completions.size(),
                Nouns.count(completions.size(), "operation"),
                never.isEmpty() ? "" : "; never: " + String.join(", ", never)));
    }

    /** The kinds of operations, and those of the steps of transactions. */
    private static Set<String> kinds(Stream<Op> ops) {
        Set<String> kinds = new LinkedHashSet<>();
        ops.forEach(op -> {
            kinds.add(op.f());
            if (op.f().equals("txn")) {
                ((List<?>) op.value()).forEach(step -> kinds.add(((Keyword) ((List<?>) step).getFirst()).name()));
            }
        });
        return kinds;
    }
}
