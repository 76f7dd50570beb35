package bench.check.kafka;

import bench.history.LogEffects;
import bench.history.PlacedMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the acknowledged messages that nobody has polled yet. If no send to a key was acknowledged before its first
 * poll, Jepsen counts the polled messages as unseen until the next operation ends, and so do we.
 */
final class Unseen {

    private final SortedMap<String, SequencedSet<Object>> remaining = new TreeMap<>();
    private final Map<String, Set<Object>> polled = new HashMap<>();
    private final Set<String> fresh = new HashSet<>();
    private long lastTime;

    Unseen(List<LogEffects> ends) {
        for (LogEffects end : ends) {
            if (end.op().isOk() && !end.op().f().equals("assign")) {
                fresh.forEach(key -> remaining.get(key).removeAll(polled.get(key)));
                fresh.clear();
                end.sends().forEach(this::send);
                end.polls().forEach(this::poll);
                lastTime = end.op().time();
            }
        }
        remaining.values().removeIf(Set::isEmpty);
    }

    /** The messages that were never polled, for each key that has any. */
    SortedMap<String, SequencedSet<Object>> remaining() {
        return remaining;
    }

    /** When the last counted operation ended, in nanoseconds since the start of the test. */
    long lastTime() {
        return lastTime;
    }

    private void send(String key, List<PlacedMessage> messages) {
        SequencedSet<Object> unseenOfKey = remaining.computeIfAbsent(key, _ -> new LinkedHashSet<>());
        for (PlacedMessage message : messages) {
            if (!polled.getOrDefault(key, Set.of()).contains(message.value())) {
                unseenOfKey.add(message.value());
            }
        }
    }

    private void poll(String key, List<PlacedMessage> messages) {
        Set<Object> polledOfKey = polled.computeIfAbsent(key, _ -> new HashSet<>());
        messages.forEach(message -> polledOfKey.add(message.value()));
        SequencedSet<Object> unseenOfKey = remaining.get(key);
        if (unseenOfKey == null) {
            remaining.put(key, new LinkedHashSet<>(polledOfKey));
            fresh.add(key);
        } else {
            messages.forEach(message -> unseenOfKey.remove(message.value()));
        }
    }
}
