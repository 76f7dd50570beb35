package bench.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages that one operation sent and polled, for each key in the order of the operation. */
public record LogEffects(Op op, Map<String, List<PlacedMessage>> sends, Map<String, List<PlacedMessage>> polls) {

    private static final Keyword SEND = Keyword.of("send");
    private static final Keyword POLL = Keyword.of("poll");

    /** Reads an operation's value. Without messages in the value, there are no effects. */
    public static LogEffects of(Op op) {
        LogEffects effects = new LogEffects(op, new LinkedHashMap<>(), new LinkedHashMap<>());
        if (!op.f().equals("assign") && op.value() instanceof List<?> microOps) {
            microOps.forEach(microOp -> effects.add((List<?>) microOp));
        }
        return effects;
    }

    private void add(List<?> microOp) {
        if (microOp.get(0).equals(SEND)) {
            messages(sends, microOp.get(1)).add(sent(microOp.get(2)));
        } else if (microOp.get(0).equals(POLL) && microOp.size() > 1) {
            ((Map<?, ?>) microOp.get(1)).forEach((key, pairs) -> {
                List<PlacedMessage> messages = messages(polls, key);
                ((List<?>) pairs).forEach(pair -> messages.add(message((List<?>) pair)));
            });
        }
    }

    private static List<PlacedMessage> messages(Map<String, List<PlacedMessage>> byKey, Object key) {
        return byKey.computeIfAbsent((String) key, _ -> new ArrayList<>(1));
    }

    /** A send has a bare value until it is acknowledged, then a pair of offset and value. */
    private static PlacedMessage sent(Object value) {
        return value instanceof List<?> pair ? message(pair) : new PlacedMessage(null, value);
    }

    private static PlacedMessage message(List<?> pair) {
        return new PlacedMessage(pair.get(0) == null ? null : ((Number) pair.get(0)).longValue(), pair.get(1));
    }

    /** For each key sent to, the highest known offset. */
    public Map<String, Long> maxSentOffsets() {
        Map<String, Long> offsets = new LinkedHashMap<>();
        sends.forEach((key, messages) -> messages.stream().filter(message -> message.offset() != null)
                .forEach(message -> offsets.merge(key, message.offset(), Math::max)));
        return offsets;
    }

    /** For each key polled, the highest offset returned; -1 for a key that was named without messages. */
    public Map<String, Long> maxPolledOffsets() {
        Map<String, Long> offsets = new LinkedHashMap<>();
        polls.forEach((key, messages) -> offsets.put(key, messages.stream()
                .filter(message -> message.offset() != null)
                .mapToLong(PlacedMessage::offset).reduce(-1, Math::max)));
        return offsets;
    }

    /** For each key, the highest offset that this operation proves to exist, or -1. */
    public Map<String, Long> maxOffsets() {
        Map<String, Long> offsets = maxPolledOffsets();
        maxSentOffsets().forEach((key, offset) -> offsets.merge(key, offset, Math::max));
        return offsets;
    }
}
