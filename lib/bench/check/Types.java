package bench.check;

import bench.history.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Explains how values differ that look alike: to Maelstrom, {@code "1"} is not 1, and 1.0 is not 1. */
public final class Types {

    private Types() {
    }

    /** A remark to append if the actual value differs from the expected one only in its type; otherwise empty. */
    public static String difference(Object expected, Object actual) {
        if (!looksLike(expected, actual)) {
            return "";
        }
        return " (the same value, but %s instead of %s)".formatted(name(actual), name(expected));
    }

    /** The first candidate that differs from the value only in its type; null if there is none. */
    public static Object lookalike(Object value, Collection<?> candidates) {
        return candidates.stream().filter(candidate -> looksLike(value, candidate)).findFirst().orElse(null);
    }

    private static boolean looksLike(Object a, Object b) {
        return a != null && b != null && !a.equals(b) && bare(a).equals(bare(b));
    }

    private static String bare(Object value) {
        String text = value instanceof String string ? string : Json.write(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** What a person calls the type of a value that is not null. */
    public static String name(Object value) {
        return switch (value) {
            case String _ -> "a text";
            case Double _ -> "a number with a fraction";
            case Number _ -> "a whole number";
            case Boolean _ -> "a boolean";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> "null";
        };
    }
}
