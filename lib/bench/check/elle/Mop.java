package bench.check.elle;

import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;

/**
 * One step of a transaction, a micro-operation: {@code [:r x 3]}, {@code [:w x 3]} or {@code [:append x 3]}.
 *
 * @param value what was read, written or appended; null for a read that found nothing or whose outcome is unknown
 */
record Mop(Keyword f, Object key, Object value) {

    static final Keyword READ = Keyword.of("r");

    static Mop of(Object step) {
        if (step instanceof List<?> parts && parts.size() == 3 && parts.getFirst() instanceof Keyword f) {
            return new Mop(f, parts.get(1), parts.get(2));
        }
        throw new IllegalArgumentException("not a micro-operation: " + step);
    }

    /** Whether there is a value. Clojure, and therefore Elle, treats false like nil, and a node may answer false. */
    static boolean isSome(Object value) {
        return value != null && !value.equals(false);
    }

    boolean isRead() {
        return f.equals(READ);
    }

    /** The step in the history's notation. */
    List<Object> toList() {
        return Arrays.asList(f, key, value);
    }
}
