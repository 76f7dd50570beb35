import module java.base;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** How messages travel: records as lines of JSON. {@link Maelstrom} uses this; a script does not. */
final class MaelstromProtocol {

    /** Levels of lists and objects in a message. Jackson refuses 500; from 2,000 on, a reply can overflow the stack. */
    private static final int MAX_JSON_DEPTH = 1_000;

    /** Characters of a number. To read one of a million digits takes Java 20 s. */
    private static final int MAX_NUMBER_LENGTH = 10_000;

    private static final int MAX_EXAMPLE_DEPTH = 5; // a record may contain itself
    private static final List<CoercionInputShape> NO_TEXTS =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
    private static final Set<String> RESERVED_FIELDS = Set.of("type", "msg_id", "in_reply_to");

    /** Not shared by all: in a simulator nodes come and go with their classes, and a mapper remembers every class. */
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_JSON_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH).maxStringLength(Integer.MAX_VALUE).build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(2 * MAX_JSON_DEPTH).build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(all -> all.setAcceptBlankAsEmpty(false)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)) // "" is not a number
            .withCoercionConfig(LogicalType.Textual, texts -> NO_TEXTS.forEach(shape ->
                    texts.setCoercion(shape, CoercionAction.Fail))) // the key 5 is not the key "5"
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // 1e400 is not a double
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // 1.0 is not 1
            .build();

    /** For messages. Half a character (a lone surrogate) has no form in UTF-8, so it must travel as an escape. */
    private final ObjectWriter lines = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Map<Class<?>, List<Field>> fields = new HashMap<>();

    /** A line as a message; throws {@link Misfit} if it is not one. */
    Message message(MaelstromHost.Line line) {
        JsonNode tree;
        try {
            tree = json.readTree(line.text());
        } catch (JacksonException e) {
            throw new Misfit("Not JSON (" + e.getOriginalMessage() + "): " + abbreviate(line.text()));
        }
        Message message = new Message(tree.path("src").stringValue(""), tree.path("dest").stringValue(""),
                tree.path("body"), line.arrivedNanos());
        if (message.src.isEmpty() || message.dest.isEmpty() || !message.body.isObject()) {
            throw new Misfit("Not a message with src, dest and body: " + abbreviate(line.text()));
        }
        return message;
    }

    /** A message as a line of JSON. */
    String line(String src, String dest, Long msgId, JsonNode inReplyTo, Object message) {
        return lines.writeValueAsString(
                new Envelope(src, dest, new Body(typeOf(message.getClass()), msgId, inReplyTo, message)));
    }

    /**
     * Reads and writes an example of a message. In a JVM, the first time takes as long as the next hundred, and the
     * first messages of a test reach all nodes at once. So this is done before they come. Without it, values of the
     * first two seconds of challenge 3d took up to 1.6 s.
     */
    void rehearse(Class<?> type) {
        try {
            line("", "", 0L, null, decode(example(json.constructType(type), 0), type));
        } catch (RuntimeException e) {
            // A record that refuses the example, or cannot write it, does without a rehearsal.
        }
    }

    private JsonNode example(JavaType type, int depth) {
        if (type.isRecordType() && depth < MAX_EXAMPLE_DEPTH) {
            ObjectNode record = json.createObjectNode();
            fieldsOf(type).forEach(field -> record.set(field.name, example(field.type, depth + 1)));
            return record;
        } else if (type.isMapLikeType()) {
            return json.createObjectNode();
        } else if (type.isCollectionLikeType()) {
            ArrayNode list = json.createArrayNode();
            boolean hasExample = type.getContentType().isRecordType() && depth < MAX_EXAMPLE_DEPTH;
            return hasExample ? list.add(example(type.getContentType(), depth + 1)) : list;
        }
        Class<?> raw = type.getRawClass();
        return json.valueToTree(raw == String.class ? "" : raw == boolean.class ? (Object) false
                : raw.isPrimitive() ? (Object) 0 : null);
    }

    /** The reply to a request of ours as a record. One of another type answers something else. */
    <T> T reply(JsonNode body, Class<T> type, String from) {
        if (!body.path("type").stringValue("").equals(typeOf(type))) {
            throw new IllegalStateException("the reply of %s is not a \"%s\"; it was %s"
                    .formatted(from, typeOf(type), shown(body)));
        }
        return expect(body, type, "the reply of " + from);
    }

    /** {@link #decode} where what does not fit is a bug, with the name of what was to be decoded. */
    <T> T expect(JsonNode value, Class<T> type, String name) {
        try {
            return decode(value, type);
        } catch (Misfit e) {
            throw new IllegalStateException(name + " " + e.getMessage());
        }
    }

    /**
     * A part of a message as a record or another class.
     *
     * @throws Misfit if it does not fit, with a text that begins with a verb, in words of the script, not Jackson's
     */
    <T> T decode(JsonNode value, Class<T> type) {
        String nullAt = nullIn(value, json.constructType(type));
        if (nullAt != null) {
            throw new Misfit("has null in the field \"%s\", where the record %s asks for a value; it was %s"
                    .formatted(nullAt.substring(1), type.getSimpleName(), shown(value)));
        }
        try {
            return json.treeToValue(value, type);
        } catch (JacksonException e) {
            throw new Misfit(describe(e, value, type) + "; it was " + shown(value));
        }
    }

    private String describe(JacksonException e, JsonNode json, Class<?> type) {
        // The record's constructor threw, or a subtype is not named.
        if (!(e instanceof MismatchedInputException misfit) || e.getCause() != null || misfit.getTargetType() == null) {
            return "does not fit the record %s: %s".formatted(type.getSimpleName(),
                    e.getCause() != null ? e.getCause().getMessage() : e.getOriginalMessage());
        }
        JsonNode value = json;
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            value = name != null ? value.path(name) : value.path(step.getIndex());
            field.append(name == null ? "[" + step.getIndex() + "]" : field.isEmpty() ? name : "." + name);
        }
        if (field.isEmpty()) {
            return "does not fit " + type.getSimpleName();
        }
        return value.isMissingNode()
                ? "has no field \"%s\", which the record %s asks for".formatted(field, type.getSimpleName())
                : "has %s in the field \"%s\", where the record %s asks for %s".formatted(
                        shown(value), field, type.getSimpleName(), misfit.getTargetType().getSimpleName());
    }

    /** Where null is that a handler would stumble over, such as {@code .values[1]}; Jackson lets it pass. */
    private String nullIn(JsonNode json, JavaType type) {
        if (type.isContainerType() && !type.getContentType().isJavaLangObject()) {
            int index = 0;
            for (JsonNode each : json) {
                String at = each.isNull() ? "" : nullIn(each, type.getContentType());
                if (at != null) {
                    return "[" + index + "]" + at;
                }
                index++;
            }
        } else if (type.isRecordType()) {
            int index = 0;
            for (Field field : fieldsOf(type)) {
                JsonNode value = json.isArray() ? json.path(index++) : json.path(field.name);
                String at = !value.isNull() ? nullIn(value, field.type) : field.takesNull ? null : "";
                if (at != null) {
                    return "." + field.name + at;
                }
            }
        }
        return null;
    }

    /** A record's fields. Null is refused for a primitive, and for a text, list or map, which can be empty instead. */
    private List<Field> fieldsOf(JavaType record) {
        return fields.computeIfAbsent(record.getRawClass(), type -> Stream.of(type.getRecordComponents()).map(each -> {
            JavaType fieldType = json.constructType(each.getGenericType());
            boolean canBeEmpty = fieldType.isContainerType() || each.getType() == String.class;
            return new Field(snakeCase(each.getName()), fieldType, !canBeEmpty && !fieldType.isPrimitive());
        }).toList());
    }

    /** {@code ReadOk} is {@code read_ok}. */
    String typeOf(Class<?> message) {
        return types.computeIfAbsent(message, type -> {
            if (!type.isRecord()) {
                throw new IllegalArgumentException("a message is a record, not a " + type.getSimpleName());
            }
            for (RecordComponent component : type.getRecordComponents()) {
                if (RESERVED_FIELDS.contains(snakeCase(component.getName()))) {
                    throw new IllegalArgumentException("the record " + type.getSimpleName() + " has a component "
                            + "named " + component.getName() + ", a field that the helper fills in by itself");
                }
            }
            return snakeCase(type.getSimpleName());
        });
    }

    /** JSON for people: its beginning, if it is long. */
    String shown(JsonNode value) {
        return abbreviate(json.writeValueAsString(value));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    static String abbreviate(String text) {
        return abbreviate(text, 200);
    }

    static String abbreviate(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "… (" + text.length() + " characters)";
    }

    /** A message that came in, and when. */
    record Message(String src, String dest, JsonNode body, long arrivedNanos) {

        String type() {
            return body.path("type").stringValue("");
        }

        boolean asksForReply() {
            return body.path("msg_id").isIntegralNumber();
        }

        /** The sender, for the log. */
        String sender() {
            return abbreviate(src);
        }
    }

    private record Envelope(String src, String dest, Body body) {}

    private record Body(String type,
                        @JsonInclude(JsonInclude.Include.NON_NULL) Long msgId,
                        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode inReplyTo,
                        @JsonUnwrapped Object fields) {}

    /** A component of a record. */
    private record Field(String name, JavaType type, boolean takesNull) {}

    /** A message that does not fit its record. */
    static final class Misfit extends RuntimeException {

        private Misfit(String text) {
            super(text);
        }
    }
}
