package bench.service;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An eventually consistent key-value store in which the last write wins, by Lamport's clock: two replicas, one of
 * which, chosen at random, answers. Before each request a random replica is merged into a random one. Unlike the other
 * stores it has no {@code create_if_not_exists}.
 */
final class LwwKv implements Service {

    private final RandomGenerator random;
    private final List<Replica> replicas = List.of(new Replica(), new Replica());
    /** The keys in which the replicas may differ. A merge looks at no others, so that it costs no more than writes. */
    private final Set<JsonNode> differing = new LinkedHashSet<>();

    private record Entry(long time, JsonNode value) {}

    private static final class Replica {
        private final Map<JsonNode, Entry> entries = new HashMap<>();
        private long clock = 0;
    }

    LwwKv(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public ObjectNode handle(String client, ObjectNode request) {
        if (!KvStep.knows(request)) {
            return null;
        }
        merge(anyReplica(), anyReplica());
        Replica replica = anyReplica();
        JsonNode key = KvStep.field(request, "key");
        Entry current = replica.entries.get(key);
        KvStep step = KvStep.of(request, current == null ? null : current.value(), false);
        if (step.written() != null) {
            replica.entries.put(key, new Entry(replica.clock++, step.written()));
            differing.add(key);
        }
        return step.reply();
    }

    private Replica anyReplica() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    /** Of two writes at the same time, the source's wins. */
    private void merge(Replica source, Replica target) {
        if (source == target) {
            return;
        }
        target.clock = Math.max(target.clock, source.clock);
        differing.removeIf(key -> {
            Entry theirs = source.entries.get(key);
            Entry ours = target.entries.get(key);
            if (theirs == null || ours != null && theirs.time() < ours.time()) {
                return false;
            }
            target.entries.put(key, theirs);
            return true;
        });
    }
}
