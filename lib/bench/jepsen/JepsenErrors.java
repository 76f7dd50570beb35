package bench.jepsen;

import bench.history.Keyword;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the errors in Maelstrom's histories into those of the bench, so that one story explains both. */
final class JepsenErrors {

    /** Maelstrom keeps no number that is none of these. */
    private static final int UNKNOWN_CODE = -1;

    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("timeout", 0),
            Map.entry("node-not-found", 1),
            Map.entry("not-supported", 10),
            Map.entry("temporarily-unavailable", 11),
            Map.entry("malformed-request", 12),
            Map.entry("crash", 13),
            Map.entry("abort", 14),
            Map.entry("key-does-not-exist", 20),
            Map.entry("key-already-exists", 21),
            Map.entry("precondition-failed", 22),
            Map.entry("txn-conflict", 30));

    /** Maelstrom also says what it had asked and what form it expected. */
    private static final Pattern MALFORMED = Pattern.compile(
            "(?s).*Malformed RPC response\\..* but instead received\\s+(.*?)\\s+"
                    + "This is malformed because:\\s+(.*?)\\s+See doc/protocol\\.md.*");

    private JepsenErrors() {
    }

    /** An error as the bench writes it. Those that the bench wrote itself stay as they are. */
    static Object translated(Object error) {
        return switch (error) {
            case Keyword timeout -> timeout.name();
            case List<?> nameAndText when nameAndText.getFirst() instanceof Keyword name ->
                    List.of(CODES.getOrDefault(name.name(), UNKNOWN_CODE), Objects.toString(nameAndText.get(1), ""));
            case String text when MALFORMED.matcher(text) instanceof Matcher parts && parts.matches() ->
                    List.of("malformed-rpc-response",
                            onOneLine(parts.group(2)) + ", but the reply is " + onOneLine(parts.group(1)));
            case null, default -> error;
        };
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
