package bench.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sequentially consistent key-value store, as stale as Maelstrom's. It remembers its last 32 states. A request that
 * would change nothing is answered from a random one of them, but never from an older one than its client has seen. A
 * request that changes something acts on the newest state.
 *
 * <p>This surprises people in two ways. A write of the current value changes nothing, so it does not refresh what its
 * client sees. And a compare-and-set may fail on an old state although it would succeed on the newest one.
 */
final class SeqKv implements Service {

    private static final int STATES = 32;

    private final RandomGenerator random;
    /**
     * For each key its values in the remembered states, oldest first. All states together cost one entry for each
     * write.
     */
    private final Map<JsonNode, Deque<Version>> versions = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private long newest = 0;

    /** A value of a key, and the state from which on it has that value. */
    private record Version(long state, JsonNode value) {}

    SeqKv(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public ObjectNode handle(String client, ObjectNode request) {
        if (!KvStep.knows(request)) {
            return null;
        }
        JsonNode key = KvStep.field(request, "key");
        long seen = lastSeen.getOrDefault(client, 0L);
        long state = seen + random.nextLong(newest - seen + 1);
        JsonNode old = valueAt(key, remembered(state));
        KvStep step = KvStep.of(request, old, KvStep.Dialect.PERSISTENT);
        if (step.written() == null || step.written().equals(old)) {
            lastSeen.put(client, state);
            return step.reply();
        }
        step = KvStep.of(request, valueAt(key, newest), KvStep.Dialect.PERSISTENT);
        newest++; // even if the newest state then refuses the request
        lastSeen.put(client, newest);
        if (step.written() != null) {
            write(key, step.written());
        }
        return step.reply();
    }

    /**
     * The remembered state that replaces a given one, which may be too old. Maelstrom keeps states in a ring, and an
     * offset beyond its length wraps around. So a client that lags by more than 32 states can see any of them, and can
     * even go backwards.
     */
    private long remembered(long state) {
        long length = Math.min(STATES, newest + 1);
        return newest - (newest - state) % length;
    }

    private JsonNode valueAt(JsonNode key, long state) {
        Iterator<Version> newestFirst = versions.getOrDefault(key, new ArrayDeque<>()).descendingIterator();
        while (newestFirst.hasNext()) {
            Version version = newestFirst.next();
            if (version.state() <= state) {
                return version.value();
            }
        }
        return null;
    }

    private void write(JsonNode key, JsonNode value) {
        Deque<Version> ofKey = versions.computeIfAbsent(key, _ -> new ArrayDeque<>());
        ofKey.addLast(new Version(newest, value));
        Version oldest = ofKey.removeFirst();
        while (!ofKey.isEmpty() && ofKey.peekFirst().state() <= newest - STATES + 1) {
            oldest = ofKey.removeFirst();
        }
        ofKey.addFirst(oldest);
    }
}
