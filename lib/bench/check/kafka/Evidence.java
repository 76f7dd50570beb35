package bench.check.kafka;

import bench.history.History;
import bench.history.LogEffects;
import bench.history.Op;
import bench.history.PlacedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts that all checks share: what each operation did, who sent and who polled each message, and the log of each
 * key.
 */
final class Evidence {

    private static final KeyLog EMPTY_LOG = new KeyLog(new TreeMap<>());

    private final History history;
    private final List<LogEffects> ends = new ArrayList<>();
    private final Map<String, Map<Object, LogEffects>> senders = new LinkedHashMap<>();
    private final Map<String, Map<Object, Op>> pollers = new LinkedHashMap<>();
    private final Map<String, KeyLog> logs = new LinkedHashMap<>();
    /** The first operation that saw a message at its offset, for each key. */
    private final Map<String, Map<PlacedMessage, Op>> witnesses = new HashMap<>();

    Evidence(History history) {
        this.history = history;
        history.clientOps()
                .filter(op -> !op.isInvoke() || history.completionOf(op) == null)
                .map(LogEffects::of)
                .forEach(ends::add);
        for (LogEffects end : ends) {
            end.sends().forEach((key, messages) -> messages.forEach(message ->
                    senders.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(message.value(), end)));
            if (end.op().isOk()) {
                end.polls().forEach((key, messages) -> {
                    Map<Object, Op> byValue = pollers.computeIfAbsent(key, _ -> new LinkedHashMap<>());
                    messages.forEach(message -> byValue.putIfAbsent(message.value(), end.op()));
                });
            }
        }
        buildLogs();
    }

    /** A poll must never show a wrong offset. A send knows its offset only if it has succeeded. */
    private void buildLogs() {
        Map<String, TreeMap<Long, Set<Object>>> seen = new LinkedHashMap<>();
        for (LogEffects end : ends) {
            end.sends().forEach((key, messages) -> collect(seen, key, messages, end.op()));
            end.polls().forEach((key, messages) -> collect(seen, key, messages, end.op()));
        }
        seen.forEach((key, valuesByOffset) -> logs.put(key, new KeyLog(valuesByOffset)));
    }

    private void collect(Map<String, TreeMap<Long, Set<Object>>> seen, String key, List<PlacedMessage> messages,
                         Op op) {
        for (PlacedMessage message : messages) {
            if (message.offset() != null && message.offset() >= 0) {
                seen.computeIfAbsent(key, _ -> new TreeMap<>())
                        .computeIfAbsent(message.offset(), _ -> new LinkedHashSet<>(2))
                        .add(message.value());
                witnesses.computeIfAbsent(key, _ -> new HashMap<>()).putIfAbsent(message, op);
            }
        }
    }

    /** How operations ended, in the order of the history: completions, and invocations that never completed. */
    List<LogEffects> ends() {
        return Collections.unmodifiableList(ends);
    }

    /** The operation that sent a message; null if nobody did. */
    LogEffects sender(String key, Object value) {
        return senders.getOrDefault(key, Map.of()).get(value);
    }

    /**
     * The key to which a message was sent that has this place in a log of all keys together. It is empty if there is no
     * such log: in logs of their own, two keys have the same offsets.
     */
    Optional<String> keyInOneLog(PlacedMessage message) {
        List<Long> offsets = new ArrayList<>();
        Map<PlacedMessage, String> keys = new HashMap<>();
        ends.stream().filter(end -> end.op().isOk()).forEach(end ->
                end.sends().forEach((key, sent) -> sent.forEach(each -> {
                    offsets.add(each.offset());
                    keys.put(each, key);
                })));
        boolean isOneLog = offsets.stream().distinct().count() == offsets.size();
        return isOneLog ? Optional.ofNullable(keys.get(message)) : Optional.empty();
    }

    /** The messages of a key that clients tried to send. */
    Collection<Object> sent(String key) {
        return senders.getOrDefault(key, Map.of()).keySet();
    }

    /** The keys that successful polls mentioned. */
    Collection<String> polledKeys() {
        return Collections.unmodifiableSet(pollers.keySet());
    }

    /** The messages of a key that successful polls returned. */
    Collection<Object> polled(String key) {
        return pollers.getOrDefault(key, Map.of()).keySet();
    }

    /** The first successful operation that polled a message; null if nobody did. */
    Op poller(String key, Object value) {
        return pollers.getOrDefault(key, Map.of()).get(value);
    }

    Map<String, KeyLog> logs() {
        return Collections.unmodifiableMap(logs);
    }

    KeyLog log(String key) {
        return logs.getOrDefault(key, EMPTY_LOG);
    }

    /** When an operation began. */
    Op invocation(Op end) {
        return end.isInvoke() ? end : history.invocationOf(end);
    }

    /** An operation that saw a message at an offset. */
    Op witness(String key, long offset, Object value) {
        return witnesses.get(key).get(new PlacedMessage(offset, value));
    }
}
