package bench.service;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A linearizable key-value store: one map, changed by one request after the other. */
final class LinKv implements Service {

    private final Map<JsonNode, JsonNode> values = new HashMap<>();

    @Override
    public ObjectNode handle(String client, ObjectNode request) {
        if (!KvStep.knows(request)) {
            return null;
        }
        JsonNode key = KvStep.field(request, "key");
        KvStep step = KvStep.of(request, values.get(key), KvStep.Dialect.PERSISTENT);
        if (step.written() != null) {
            values.put(key, step.written());
        }
        return step.reply();
    }
}
