package bench.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A last-write-wins key-value store whose replicas never converge, like Maelstrom's. One of two replicas, chosen at
 * random, performs each request. Maelstrom means to merge the replicas, but its service.clj (0.2.4) overwrites the
 * merged state before anybody sees it. So half of all reads miss a key that was written once. Unlike the other stores,
 * this one has no {@code create_if_not_exists}.
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
