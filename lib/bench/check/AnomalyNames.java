package bench.check;

import bench.history.Keyword;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names what a checker found, from its entry in a {@code results.edn} of Jepsen's or of the bench. Jepsen's checkers
 * have names for the anomalies of logs and transactions; others only count or list what is wrong.
 */
public final class AnomalyNames {

    private static final Set<String> LISTS = Set.of("anomaly-types", "bad-error-types");
    private static final Set<String> COUNTS = Set.of("lost-count", "duplicated-count");

    private AnomalyNames() {
    }

    /**
     * The names of an invalid entry's anomalies: Jepsen's if it has them; {@code lost}, {@code duplicated} or
     * {@code errors} if it counts or lists those; otherwise the checker's own name, such as {@code availability}.
     *
     * @return none if the entry is not invalid
     */
    public static Set<String> of(String checker, Map<?, ?> entry) {
        Set<String> names = new TreeSet<>();
        if (Boolean.FALSE.equals(entry.get(Keyword.of("valid?")))) {
            entry.forEach((name, value) -> names.addAll(names(((Keyword) name).name(), value)));
            if (names.isEmpty()) {
                names.add(checker);
            }
        }
        return names;
    }

    private static Set<String> names(String field, Object value) {
        Set<String> names = new TreeSet<>();
        switch (value) {
            case Collection<?> types when LISTS.contains(field) ->
                    types.forEach(type -> names.add(((Keyword) type).name()));
            case Collection<?> errors when field.equals("errors") && !errors.isEmpty() -> names.add(field);
            case Number count when COUNTS.contains(field) && count.longValue() > 0 ->
                    names.add(field.replace("-count", ""));
            case null, default -> { }
        }
        return names;
    }
}
