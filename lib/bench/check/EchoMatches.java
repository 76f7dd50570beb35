package bench.check;

import bench.history.Clients;
import bench.history.History;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks that every echo returns what was sent. As in Maelstrom, an operation whose outcome is unknown is valid, and
 * one that failed is not.
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
        return Verdict.of(wrong.isEmpty(), Map.of("errors", errors),
                wrong.isEmpty() ? List.of() : List.of(violation(history, wrong)));
    }

    private static Violation violation(History history, List<Op> wrong) {
        Op first = wrong.getFirst();
        Object sent = sent(history, first);
        List<Object> values = new ArrayList<>(List.of(sent));
        values.add(echoed(first));
        return new Violation("echo-mismatch", values, List.of(first), clients -> lines(clients, first, sent),
                Violation.Others.after(wrong.stream().map(op -> sent(history, op)).toList(), "answer"));
    }

    private static List<String> lines(Clients clients, Op op, Object sent) {
        return op.isFail()
                ? List.of("%s sent %s, and got an error: %s.".formatted(
                        clients.at(op), Json.write(sent), Json.write(op.error())))
                : List.of("%s got %s back, but it had sent %s%s.".formatted(clients.at(op),
                        Json.write(echoed(op)), Json.write(sent), Types.difference(sent, echoed(op))));
    }

    private static Object sent(History history, Op completion) {
        return history.invocationOf(completion).value();
    }

    private static Object echoed(Op completion) {
        return completion.value() instanceof Map<?, ?> body ? body.get(Keyword.of("echo")) : null;
    }
}
