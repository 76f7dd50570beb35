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
 * Messages that were acknowledged and that nobody has polled yet. (In Jepsen's count, a message that was never
 * acknowledged is unseen too if it was first polled by the very last operation; here it is not.)
 */
final class Unseen {

    private final SortedMap<String, SequencedSet<Object>> remaining = new TreeMap<>();
    private final Map<String, Set<Object>> polled = new HashMap<>();
    private long lastTime;

    Unseen(List<LogEffects> ends) {
        for (LogEffects end : ends) {
            if (end.op().isOk() && !end.op().f().equals("assign")) {
                end.sends().forEach(this::send);
                end.polls().forEach(this::poll);
                lastTime = end.op().time();
            }
        }
        remaining.values().removeIf(Set::isEmpty);
    }

    /** The messages that were never polled at all, for each key that has any. */
    SortedMap<String, SequencedSet<Object>> remaining() {
        return remaining;
    }

    /** When the last operation that counts had ended, in nanoseconds into the test. */
    long lastTime() {
        return lastTime;
    }

    private void send(String key, List<PlacedMessage> messages) {
        for (PlacedMessage message : messages) {
            if (!polled.getOrDefault(key, Set.of()).contains(message.value())) {
                remaining.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(message.value());
            }
        }
    }

    private void poll(String key, List<PlacedMessage> messages) {
        Set<Object> polledOfKey = polled.computeIfAbsent(key, _ -> new HashSet<>());
        SequencedSet<Object> unseenOfKey = remaining.getOrDefault(key, new LinkedHashSet<>());
        for (PlacedMessage message : messages) {
            polledOfKey.add(message.value());
            unseenOfKey.remove(message.value());
        }
    }
}
