package bench.kernel;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line that a node printed on stdout, as Maelstrom reads it: a message, or a mistake that makes the node deaf.
 *
 * @param text    the line itself
 * @param goesOn  whether something follows the message that is not read
 * @param mistake what is wrong with it, or null; with a mistake, the components between are empty
 */
public record StdoutLine(String text, String src, String dest, ObjectNode body, boolean goesOn, String mistake) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // Maelstrom reads the first value of a line,
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS) // and takes a tab in a string
            .build();
    private static final Set<String> FIELDS = Set.of("id", "src", "dest", "body");

    /** A line that is wrong for a reason other than its text. */
    public static StdoutLine wrong(String text, String mistake) {
        return new StdoutLine(text, null, null, null, false, mistake);
    }

    /** Parses a line. It needs no state, so any thread can call it. */
    public static StdoutLine parse(String text) {
        if (text.isBlank()) {
            return wrong(text, "it printed an empty line on stdout, where each line must be a message "
                    + "(do two threads print at once?)");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode json = JSON.readTree(parser);
            return parse(text, json, goesOn(parser));
        } catch (UnexpectedEndOfInputException e) {
            return wrong(text, "it printed the start of a message on stdout without its end (a message is one line)");
        } catch (JacksonException e) {
            return wrong(text, "it printed a line on stdout that is not JSON (%s)".formatted(text.startsWith("{'")
                    ? "which has double quotes" : "diagnostics belong on stderr"));
        }
    }

    private static boolean goesOn(JsonParser parser) {
        try {
            return parser.nextToken() != null;
        } catch (JacksonException e) {
            return true; // not JSON, but something
        }
    }

    private static StdoutLine parse(String text, JsonNode json, boolean goesOn) {
        if (!json.isObject()) {
            return wrong(text, "it printed JSON on stdout that is not a message (an object with src, dest and body)");
        }
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                return wrong(text, "it sent a message with the field '" + field
                        + "'; only src, dest and body belong there");
            }
        }
        if (json.has("id") && !json.path("id").isIntegralNumber()) {
            return wrong(text, "it sent a message whose id is not an integer (a node may leave it out)");
        }
        if (!json.path("src").isString()) {
            return wrong(text, "it sent a message whose src is %s (a node learns its id from init)".formatted(
                    insteadOfAString(json, "src")));
        }
        if (!json.path("dest").isString()) {
            return wrong(text, "it sent a message whose dest is " + insteadOfAString(json, "dest"));
        }
        JsonNode body = json.path("body");
        boolean empty = body.isNull() || body.isMissingNode() || body.isArray() && body.isEmpty();
        if (!body.isObject() && !empty) {
            return wrong(text, "it sent a message whose body is not an object");
        }
        return new StdoutLine(text, json.path("src").stringValue(), json.path("dest").stringValue(),
                body instanceof ObjectNode object ? object : JSON.createObjectNode(), goesOn, null);
    }

    private static String insteadOfAString(JsonNode json, String field) {
        return !json.has(field) ? "missing" : json.get(field).isNull() ? "null" : "not a string";
    }
}
