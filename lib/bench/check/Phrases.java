package bench.check;

import bench.history.Json;
import bench.history.Op;
import java.util.List;

/** Formats values and errors for the messages of several checkers. */
public final class Phrases {

    private static final int LONGEST = 120;
    private static final int LONGEST_TEXT = 200;

    private Phrases() {
    }

    /** A value as JSON. Long text, such as the elements of a set, is cut. */
    public static String brief(Object value) {
        String text = Json.write(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Text from a node, without quotes, on one line and not too long. */
    public static String plain(Object text) {
        if (!(text instanceof String whole)) {
            return brief(text);
        }
        String quoted = Json.write(whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT) + "…");
        return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"");
    }

    /** Why an operation did not succeed, as a clause to append to its name; empty if the reason is unknown. */
    public static String because(Op op) {
        return switch (op.error()) {
            case null -> "";
            case String timeout when timeout.equals("net-timeout") -> ", which got no answer in time";
            case List<?> misfit when misfit.size() == 2 && misfit.getFirst().equals("malformed-rpc-response") ->
                    ", which got a reply that does not fit: " + plain(misfit.getLast());
            case List<?> unknown when unknown.size() == 2 && unknown.getFirst().equals(-1) ->
                    ", which got an error whose code Maelstrom does not know: " + plain(unknown.getLast());
            case List<?> codeAndText when codeAndText.size() == 2 ->
                    ", which got error %s: %s".formatted(codeAndText.getFirst(), plain(codeAndText.getLast()));
            case Object error -> ", which ended with " + brief(error);
        };
    }
}
