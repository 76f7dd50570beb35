package bench.check.kafka;

import bench.check.Violation;
import bench.history.Clients;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One case of an anomaly in a log. The claim is worded only on demand, because only the worst case of each type is
 * shown.
 *
 * @param type       Jepsen's name for it
 * @param severity   the worst cases of a type have the highest
 * @param key        the key whose log it is
 * @param operations the operations that prove it
 * @param details    its entry in Jepsen's results
 * @param claim      what happened, in words for a learner
 */
record Case(String type, long severity, String key, List<Op> operations, Supplier<Map<Keyword, Object>> details,
            Function<Clients, String> claim) {

    /** A map with the names of Jepsen's results: {@code details("key", "8", "count", 2)}. */
    static Map<Keyword, Object> details(Object... namesAndValues) {
        Map<Keyword, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put(Keyword.of((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return details;
    }

    /** How claims name an operation: {@code the poll of n1's client at 2.5 s}. */
    static String name(Clients clients, Op op) {
        return "the %s of %s".formatted(op.f(), clients.at(op));
    }

    /** How claims name a message. */
    static String message(Object value) {
        return "message " + Json.write(value);
    }

    /** This case as a violation, with the number of other cases of its type. */
    Violation violation(int cases) {
        return new Violation(type, List.of(key), operations, clients -> List.of("Key %s, %s: %s.".formatted(
                Json.write(key), type, claim.apply(clients))),
                new Violation.Others(cases - 1, "case of " + type, List.of()));
    }
}
