package bench.check.kafka;

import bench.history.Keyword;
import bench.history.Op;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One thing that a log must not do, and did. Only the worst of each type are ever put into words, so words come late.
 *
 * @param type      Jepsen's name for it
 * @param severity  the worst of a type have the highest
 * @param details   the entry in Jepsen's results
 * @param complaint what happened, for a learner, with the operations that prove it
 */
record Case(String type, long severity, Supplier<Map<Keyword, Object>> details, Supplier<String> complaint) {

    /** A map with names as Jepsen's results have them: {@code details("key", "8", "count", 2)}. */
    static Map<Keyword, Object> details(Object... namesAndValues) {
        Map<Keyword, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put(Keyword.of((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return details;
    }

    /** How complaints name an operation: by its index in the history, its process and its time. */
    static String name(Op op) {
        return "operation %d (%s %s by process %d at %.3f s)".formatted(
                op.index(), op.type().name().toLowerCase(), op.f(), op.process(), op.time() / 1e9);
    }
}
