package bench.check.linear;

import bench.check.Checker;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.check.Violation;
import bench.check.linear.RegisterSearch.Finding;
import bench.history.Clients;
import bench.history.History;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.Nouns;
import bench.history.Op;
import bench.history.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks that each key is a linearizable register. There must be one order of its operations in which every operation
 * takes effect between its invocation and its completion, and every read and compare-and-set sees the value before it.
 * The values of operations are {@code [key value]}. In Jepsen, this is the job of Knossos.
 */
public final class Linearizable implements Checker {

    /**
     * The total number of search steps, which take a few seconds. Operations that never ended can make the search
     * exponential.
     */
    private static final long BUDGET = 20_000_000;

    /** The most operations shown, because a story has eight lines. */
    private static final int MOST_SHOWN = 5;

    private final long budget;

    public Linearizable() {
        this(BUDGET);
    }

    /** Takes the number of steps after which the search gives up and the verdict is unknown. */
    public Linearizable(long budget) {
        this.budget = budget;
    }

    @Override
    public Verdict check(History history) {
        Map<Object, List<Op>> byKey = new LinkedHashMap<>();
        history.clientOps().forEach(op -> byKey.computeIfAbsent(keyOf(history, op), _ -> new ArrayList<>()).add(op));

        Map<Object, Object> results = new LinkedHashMap<>();
        List<Object> failures = new ArrayList<>();
        Violation worst = null;
        Validity valid = Validity.TRUE;
        long left = budget;
        for (Object key : byKey.keySet()) {
            RegisterSearch search = new RegisterSearch(history, byKey.get(key), left);
            Finding finding = search.run();
            left -= search.steps();
            results.put(key, details(finding));
            if (finding.valid() == Validity.FALSE) {
                failures.add(key);
            }
            if (finding.valid().compareTo(valid) > 0) {
                valid = finding.valid();
                worst = violation(history, key, byKey.get(key), finding);
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("results", results);
        details.put("failures", failures);
        return new Verdict(valid, details, switch (valid) {
            case TRUE -> List.of();
            case UNKNOWN -> List.of(worst);
            case FALSE -> List.of(worst.among(Violation.Others.after(failures, "key")));
        });
    }

    private static Object keyOf(History history, Op op) {
        Op invocation = op.isInvoke() ? op : history.invocationOf(op);
        return ((List<?>) invocation.value()).getFirst();
    }

    private static Map<Keyword, Object> details(Finding finding) {
        Map<Keyword, Object> details = new LinkedHashMap<>();
        details.put(Keyword.of("valid?"), finding.valid().edn());
        if (finding.stuckAt() != null) {
            details.put(Keyword.of("op"), finding.stuckAt());
            details.put(Keyword.of("previous-ok"), finding.previous());
        }
        return details;
    }

    private static Violation violation(History history, Object key, List<Op> ops, Finding finding) {
        if (finding.valid() == Validity.UNKNOWN) {
            return new Violation("unknown", List.of(key), List.of(finding.stuckAt()), clients -> List.of(
                    "Key %s: too many operations overlap to try all orders; gave up at the %s of %s.".formatted(
                            Json.write(key), finding.stuckAt().f(), clients.at(finding.stuckAt()))));
        }
        SmallestPiece piece = new SmallestPiece(history, ops, finding);
        List<Op> ends = piece.calls().stream().map(call -> end(history, call)).toList();
        return new Violation("not-linearizable", List.of(key), ends, clients -> lines(clients, history, key, ends,
                piece.finding()));
    }

    private static List<String> lines(Clients clients, History history, Object key, List<Op> ends, Finding finding) {
        List<String> lines = new ArrayList<>(List.of("Key %s is not linearizable: no order explains these.".formatted(
                Json.write(key))));
        int skipped = Math.max(0, ends.size() - MOST_SHOWN);
        if (skipped > 0) {
            lines.add("… %s before …".formatted(Nouns.count(skipped, "operation")));
        }
        ends.stream().skip(skipped).forEach(op -> lines.add(sentence(clients, history, op)));
        lines.add("When the last one ended, the register can only have held %s.".formatted(
                finding.values().stream().map(Json::write).collect(Collectors.joining(" or "))));
        return lines;
    }

    private static Op end(History history, Op invocation) {
        Op completion = history.completionOf(invocation);
        return completion == null ? invocation : completion;
    }

    private static String sentence(Clients clients, History history, Op op) {
        Object value = ((List<?>) op.value()).get(1);
        String what = switch (op.f()) {
            case "read" -> "read " + Json.write(value);
            case "cas" -> "changed %s to %s".formatted(
                    Json.write(((List<?>) value).get(0)), Json.write(((List<?>) value).get(1)));
            default -> "wrote " + Json.write(value);
        };
        return op.isOk()
                ? "%s %s (%s).".formatted(clients.of(op), what,
                        Times.span(history.invocationOf(op).time(), op.time()))
                : "%s perhaps %s (at %s or later).".formatted(clients.of(op), what,
                        Times.seconds((op.isInvoke() ? op : history.invocationOf(op)).time()));
    }
}
