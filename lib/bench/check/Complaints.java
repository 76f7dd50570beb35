package bench.check;

import bench.history.Json;
import bench.history.Op;
import java.util.List;

/** Phrases that several checkers need. */
public final class Complaints {

    private static final int LONGEST = 120;

    private Complaints() {
    }

    /** A value as JSON; a long one, such as the elements of a set, is cut. */
    public static String brief(Object value) {
        String text = Json.write(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Why an operation did not succeed, to be appended to its name; empty if that is not known. */
    public static String because(Op op) {
        return switch (op.error()) {
            case null -> "";
            case String timeout when timeout.equals("net-timeout") -> ", which got no answer in time";
            case List<?> codeAndText when codeAndText.size() == 2 ->
                    ", which got error %s: %s".formatted(codeAndText.getFirst(), codeAndText.getLast());
            case Object error -> ", which ended with " + brief(error);
        };
    }
}
