package bench.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An eventually consistent key-value store whose eventuality never comes: two replicas, one of which, chosen at random,
 * performs a request. Maelstrom means them to merge, the last write winning, but in its service.clj (0.2.4) the merged
 * state is overwritten before anybody sees it; so a key written once is missing half of the time, for ever. Unlike the
 * other stores this one has no {@code create_if_not_exists}.
 */
final class LwwKv implements Service {

    private final RandomGenerator random;
    private final List<Map<JsonNode, JsonNode>> replicas = List.of(new HashMap<>(), new HashMap<>());

    LwwKv(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public ObjectNode handle(String client, ObjectNode request) {
        if (!KvStep.knows(request)) {
            return null;
        }
        Map<JsonNode, JsonNode> replica = replicas.get(random.nextInt(replicas.size()));
        JsonNode key = KvStep.field(request, "key");
        KvStep step = KvStep.of(request, replica.get(key), KvStep.Dialect.LAST_WRITE_WINS);
        if (step.written() != null) {
            replica.put(key, step.written());
        }
        return step.reply();
    }
}
