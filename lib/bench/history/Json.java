package bench.history;

import java.util.Map;

/** Writes plain values as JSON, the notation of nodes and clients, in which the text "1" differs from the number 1. */
public final class Json {

    private Json() {
    }

    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case String text -> Texts.quote(text, out);
            case Keyword keyword -> Texts.quote(keyword.name(), out);
            case Map<?, ?> map -> {
                out.append('{');
                String separator = "";
                for (var entry : map.entrySet()) {
                    out.append(separator);
                    write(entry.getKey() instanceof Keyword key ? key.name() : String.valueOf(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
            case Iterable<?> items -> {
                out.append('[');
                String separator = "";
                for (Object item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = ",";
                }
                out.append(']');
            }
            case Double number when number.isInfinite() -> Texts.quote(number.toString(), out); // from a node's 1e400
            case null, default -> out.append(value); // null, numbers and booleans print as JSON already
        }
    }
}
