package bench.check;

import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every answer to an echo holds what was sent. As with Maelstrom, an operation that nobody knows the end of is fine,
 * and one that failed is not.
 */
public final class EchoMatches implements Checker {

    @Override
    public Verdict check(History history) {
        List<Op> wrong = history.clientOps()
                .filter(op -> op.isOk() || op.isFail())
                .filter(op -> !Objects.equals(sent(history, op), echoed(op)))
                .toList();
        List<Map<Keyword, Object>> errors = wrong.stream().map(op -> Map.of(
                Keyword.of("expected"), sent(history, op), Keyword.of("op"), op)).toList();
        return Verdict.of(wrong.isEmpty(), Map.of("errors", errors), Complaints.each(wrong, op ->
                "\"%s\" was sent, but this came back: %s".formatted(sent(history, op), Complaints.brief(op))));
    }

    private static Object sent(History history, Op completion) {
        return history.invocationOf(completion).value();
    }

    private static Object echoed(Op completion) {
        return completion.value() instanceof Map<?, ?> body ? body.get(Keyword.of("echo")) : null;
    }
}
