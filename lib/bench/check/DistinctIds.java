package bench.check;

import bench.history.History;
import bench.history.Json;
import bench.history.Op;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks that no id was handed out twice: Jepsen's {@code unique-ids}. */
public final class DistinctIds implements Checker {

    private static final int DUPLICATES_SHOWN = 48;
    private static final int OWNERS_SHOWN = 3;

    @Override
    public Verdict check(History history) {
        long attempted = history.invocations().filter(DistinctIds::isGenerate).count();
        List<Op> acknowledged = history.clientOps().filter(DistinctIds::isGenerate).filter(Op::isOk).toList();
        Map<Object, List<Op>> byId = new LinkedHashMap<>();
        acknowledged.forEach(op -> byId.computeIfAbsent(identity(op.value()), _ -> new ArrayList<>(1)).add(op));
        List<List<Op>> duplicated = byId.values().stream().filter(ops -> ops.size() > 1).toList();

        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempted-count", attempted);
        details.put("acknowledged-count", acknowledged.size());
        details.put("duplicated-count", duplicated.size());
        try {
            details.put("duplicated", mostFrequent(duplicated));
            details.put("range", range(byId));
        } catch (ClassCastException e) {
            return Verdict.unknown(details,
                    "Ids must be comparable, so all numbers or all strings: " + e.getMessage() + ".");
        }
        return Verdict.of(duplicated.isEmpty(), details,
                duplicated.isEmpty() ? List.of() : List.of(violation(duplicated)));
    }

    private static Violation violation(List<List<Op>> duplicated) {
        List<Op> owners = duplicated.getFirst();
        Object id = owners.getFirst().value();
        return new Violation("duplicate-id", Collections.singletonList(id), owners,
                clients -> List.of("The id %s was given out %s: to %s%s.".formatted(Json.write(id),
                        owners.size() == 2 ? "twice" : owners.size() + " times",
                        owners.stream().limit(OWNERS_SHOWN).map(clients::at).collect(Collectors.joining("; to ")),
                        owners.size() > OWNERS_SHOWN ? "; and to others" : "")),
                Violation.Others.after(duplicated.stream().map(ops -> ops.getFirst().value()).toList(), "id"));
    }

    /** Maps equal ids to equal objects. To Jepsen 0.0 and -0.0 are equal. */
    private static Object identity(Object id) {
        return switch (id) {
            case Double number when number == 0 -> 0.0;
            case List<?> items -> items.stream().map(DistinctIds::identity).toList();
            case null, default -> id;
        };
    }

    private static boolean isGenerate(Op op) {
        return op.f().equals("generate");
    }

    /** The ids that Jepsen shows: the most frequent ones, and among equally frequent ones the greatest. */
    private static Map<Object, Integer> mostFrequent(List<List<Op>> duplicated) {
        Comparator<List<Op>> byCount = Comparator.comparing(List::size);
        Comparator<List<Op>> byId = (a, b) -> compare(a.getFirst().value(), b.getFirst().value());
        Map<Object, Integer> counts = new TreeMap<>(DistinctIds::compare);
        duplicated.stream()
                .sorted(byCount.thenComparing(byId).reversed())
                .limit(DUPLICATES_SHOWN)
                .forEach(ops -> counts.put(ops.getFirst().value(), ops.size()));
        return counts;
    }

    private static List<Object> range(Map<Object, ?> ids) {
        if (ids.isEmpty()) {
            return Arrays.asList(null, null);
        }
        return Arrays.asList(Collections.min(ids.keySet(), DistinctIds::compare),
                Collections.max(ids.keySet(), DistinctIds::compare));
    }

    /**
     * Clojure's order: null first, numbers by value, lists by length and then by their items.
     *
     * @throws ClassCastException if these have no order
     */
    private static int compare(Object a, Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString()));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            int order = Integer.compare(x.size(), y.size());
            for (int i = 0; order == 0 && i < x.size(); i++) {
                order = compare(x.get(i), y.get(i));
            }
            return order;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        throw new ClassCastException("%s and %s have no order".formatted(Json.write(a), Json.write(b)));
    }
}
