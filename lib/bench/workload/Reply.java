package bench.workload;

import bench.history.Plain;
import bench.workload.Workload.MalformedReply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a well-formed reply: it has the type and exactly the fields of the protocol. Fields are returned as
 * values for a history.
 */
final class Reply {

    private final ObjectNode body;

    private Reply(ObjectNode body) {
        this.body = body;
    }

    /**
     * Checks a reply like Maelstrom: no field may be missing, and there may be no field beyond those of the protocol.
     *
     * @param fields the names of the fields besides {@code type}, {@code msg_id} and {@code in_reply_to}
     * @throws MalformedReply if the reply differs; the message says what was expected and what came
     */
    static Reply of(ObjectNode body, String type, String... fields) {
        Reply reply = new Reply(body);
        List<String> expected = List.of(fields);
        if (!type.equals(body.path("type").asString(""))) {
            throw reply.malformed("the type must be \"%s\"".formatted(type));
        }
        expected.stream().filter(field -> !body.has(field)).findFirst().ifPresent(field -> {
            throw reply.malformed("the field \"%s\" is missing in the %s".formatted(field, type));
        });
        for (String field : body.propertyNames()) {
            if (!expected.contains(field) && !List.of("type", "msg_id", "in_reply_to").contains(field)) {
                throw reply.malformed("the field \"%s\" does not belong in the %s".formatted(field, type));
            }
        }
        if (body.has("msg_id") && !body.get("msg_id").isIntegralNumber()) {
            throw reply.malformed("the field \"msg_id\" must be an integer");
        }
        return reply;
    }

    /** A field that may hold anything. */
    Object any(String field) {
        return Plain.of(body.get(field));
    }

    /** A field that holds an array. As in Maelstrom, null counts as an empty array. */
    List<?> list(String field) {
        JsonNode value = body.get(field);
        if (!value.isArray() && !value.isNull()) {
            throw malformed("the field \"%s\" must be an array".formatted(field));
        }
        return value.isNull() ? List.of() : (List<?>) Plain.of(value);
    }

    /** A field that holds an integer of at most 64 bits. */
    long integer(String field) {
        JsonNode value = body.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed("the field \"%s\" must be an integer of at most 64 bits".formatted(field));
        }
        return value.longValue();
    }

    private MalformedReply malformed(String reason) {
        return new MalformedReply(reason + ", but the reply is " + body);
    }
}
