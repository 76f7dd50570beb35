package bench.service;

import bench.history.Edn;
import bench.history.Plain;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The effect of one request on the value of its key. All key-value services share this.
 *
 * @param reply   the body of the reply
 * @param written the new value of the key, or null if the request writes nothing
 */
record KvStep(ObjectNode reply, JsonNode written) {

    /** The differences between Maelstrom's stores. */
    enum Dialect {
        PERSISTENT(true), LAST_WRITE_WINS(false);

        private final boolean canCreate;

        Dialect(boolean canCreate) {
            this.canCreate = canCreate;
        }

        /** lww-kv prints the expected value without quotes, and null as nothing. */
        private String expected(JsonNode value) {
            boolean bare = this == LAST_WRITE_WINS && (value.isString() || value.isNull());
            return bare ? value.asString() : Edn.write(Plain.of(value));
        }
    }

    /** Maelstrom's error codes. */
    private static final int KEY_DOES_NOT_EXIST = 20;
    private static final int PRECONDITION_FAILED = 22;

    static boolean knows(ObjectNode request) {
        return List.of("read", "write", "cas").contains(request.path("type").asString(""));
    }

    /** A field of a request. A missing field counts as null, which is a key and a value like any other. */
    static JsonNode field(ObjectNode request, String name) {
        JsonNode value = request.get(name);
        return value == null ? NullNode.getInstance() : value;
    }

    /** Performs a known request on the current value of its key, which is null if the key does not exist. */
    static KvStep of(ObjectNode request, JsonNode current, Dialect dialect) {
        return switch (request.get("type").asString()) {
            case "read" -> current == null ? noSuchKey() : new KvStep(body("read_ok").set("value", current), null);
            case "write" -> new KvStep(body("write_ok"), field(request, "value"));
            default -> compareAndSet(request, current, dialect);
        };
    }

    private static KvStep compareAndSet(ObjectNode request, JsonNode current, Dialect dialect) {
        if (current == null && !(dialect.canCreate && isTruthy(field(request, "create_if_not_exists")))) {
            return noSuchKey();
        }
        JsonNode expected = field(request, "from");
        if (current != null && !current.equals(expected)) {
            return error(PRECONDITION_FAILED, "current value %s is not %s".formatted(
                    Edn.write(Plain.of(current)), dialect.expected(expected)));
        }
        return new KvStep(body("cas_ok"), field(request, "to"));
    }

    /** Maelstrom is written in Clojure, where only false and null are not true. */
    private static boolean isTruthy(JsonNode value) {
        return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    private static KvStep noSuchKey() {
        return error(KEY_DOES_NOT_EXIST, "key does not exist");
    }

    private static KvStep error(int code, String text) {
        return new KvStep(body("error").put("code", code).put("text", text), null);
    }

    static ObjectNode body(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
