package bench.history;

import java.util.Map;

/** Writes plain values as EDN, Clojure's notation, which Jepsen's tools read. */
public final class Edn {

    private Edn() {
    }

    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    /** One operation as a line of {@code history.edn}. */
    public static String write(Op op) {
        StringBuilder out = new StringBuilder("{:index ").append(op.index())
                .append(", :time ").append(op.time())
                .append(", :type :").append(op.type().name().toLowerCase())
                .append(", :process ").append(op.isClient() ? op.process() : ":nemesis")
                .append(", :f :").append(op.f())
                .append(", :value ");
        write(op.value(), out);
        if (op.error() != null) {
            out.append(", :error ");
            write(op.error(), out);
        }
        op.flags().forEach(flag -> out.append(", :").append(flag).append(" true"));
        return out.append('}').toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("nil");
            case String text -> Texts.quote(text, out);
            case Map<?, ?> map -> {
                String separator = "{";
                for (var entry : map.entrySet()) {
                    out.append(separator);
                    write(entry.getKey(), out);
                    out.append(' ');
                    write(entry.getValue(), out);
                    separator = ", ";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case Iterable<?> items -> {
                String separator = "[";
                for (Object item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = " ";
                }
                out.append(separator.equals("[") ? "[]" : "]");
            }
            case Op op -> out.append(write(op));
            case Double number when number.isInfinite() -> out.append(number > 0 ? "##Inf" : "##-Inf");
            default -> out.append(value); // numbers, booleans and keywords print as EDN already
        }
    }
}
