package bench.workload;

import bench.history.Plain;
import bench.workload.Workload.MalformedReply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a reply that has the type and exactly the fields of the protocol; its fields as values for a history. */
final class Reply {

    private final ObjectNode body;

    private Reply(ObjectNode body) {
        this.body = body;
    }

    /**
     * Takes a reply as Maelstrom does: no field may be missing, and none may be there that the protocol does not have.
     *
     * @param fields the names of the fields beside {@code type}, {@code msg_id} and {@code in_reply_to}
     * @throws MalformedReply if the reply is of another kind; says what was expected and what came
     */
    static Reply of(ObjectNode body, String type, String... fields) {
        Reply reply = new Reply(body);
        List<String> expected = List.of(fields);
        if (!type.equals(body.path("type").asString(""))) {
            throw reply.malformed("the type should be \"%s\"".formatted(type));
        }
        expected.stream().filter(field -> !body.has(field)).findFirst().ifPresent(field -> {
            throw reply.malformed("the field \"%s\" of a %s is missing".formatted(field, type));
        });
        for (String field : body.propertyNames()) {
            if (!expected.contains(field) && !List.of("type", "msg_id", "in_reply_to").contains(field)) {
                throw reply.malformed("a %s has no field \"%s\"".formatted(type, field));
            }
        }
        if (body.has("msg_id") && !body.get("msg_id").isIntegralNumber()) {
            throw reply.malformed("the field \"msg_id\" should be an integer");
        }
        return reply;
    }

    /** A field that may hold anything. */
    Object any(String field) {
        return Plain.of(body.get(field));
    }

    /** A field that holds an array; as with Maelstrom, null counts as the empty one. */
    List<?> list(String field) {
        JsonNode value = body.get(field);
        if (!value.isArray() && !value.isNull()) {
            throw malformed("the field \"%s\" should be an array".formatted(field));
        }
        return value.isNull() ? List.of() : (List<?>) Plain.of(value);
    }

    /** A field that holds an integer of at most 64 bits. */
    long integer(String field) {
        JsonNode value = body.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed("the field \"%s\" should be an integer".formatted(field));
        }
        return value.longValue();
    }

    private MalformedReply malformed(String reason) {
        return new MalformedReply(reason + ", but the reply is " + body);
    }
}
