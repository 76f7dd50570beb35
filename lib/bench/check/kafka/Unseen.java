package bench.check.kafka;

import bench.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages that were acknowledged and that nobody has polled yet. (In Jepsen's count, a message that was never
 * acknowledged is unseen too if it was first polled by the very last operation; here it is not.)
 */
public final class Unseen {

    /** How many messages were unseen when an operation had ended, at so many nanoseconds into the test. */
    public record Point(long time, int messages) {
    }

    private final List<Point> overTime = new ArrayList<>();
    private final SortedMap<String, SequencedSet<Object>> remaining = new TreeMap<>();
    private final Map<String, Set<Object>> polled = new HashMap<>();
    private int count;

    Unseen(List<Effects> ends) {
        for (Effects end : ends) {
            if (end.op().isOk() && !end.op().f().equals("assign")) {
                end.sends().forEach(this::send);
                end.polls().forEach(this::poll);
                overTime.add(new Point(end.op().time(), count));
            }
        }
        remaining.values().removeIf(Set::isEmpty);
    }

    /** How many messages were unseen after each successful operation, for a chart. */
    public static List<Point> overTime(History history) {
        return List.copyOf(new Unseen(new Evidence(history).ends()).overTime);
    }

    /** The messages that were never polled at all, for each key that has any. */
    SortedMap<String, SequencedSet<Object>> remaining() {
        return remaining;
    }

    /** When the last operation that counts had ended, in nanoseconds into the test. */
    long lastTime() {
        return overTime.isEmpty() ? 0 : overTime.getLast().time();
    }

    private void send(String key, List<Message> messages) {
        for (Message message : messages) {
            if (!polled.getOrDefault(key, Set.of()).contains(message.value())
                    && remaining.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(message.value())) {
                count++;
            }
        }
    }

    private void poll(String key, List<Message> messages) {
        Set<Object> polledOfKey = polled.computeIfAbsent(key, _ -> new HashSet<>());
        SequencedSet<Object> unseenOfKey = remaining.getOrDefault(key, new LinkedHashSet<>());
        for (Message message : messages) {
            polledOfKey.add(message.value());
            if (unseenOfKey.remove(message.value())) {
                count--;
            }
        }
    }
}
