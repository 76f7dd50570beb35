import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A kafka node that is correct as a single node. Scripts add their bugs. */
class Logs {

    record Send(String key, long msg) {
    }

    record SendOk(long offset) {
    }

    record Poll(Map<String, Long> offsets) {
    }

    record PollOk(Map<String, List<List<Long>>> msgs) {
    }

    record CommitOffsets(Map<String, Long> offsets) {
    }

    record CommitOffsetsOk() {
    }

    record ListCommittedOffsets(List<String> keys) {
    }

    record ListCommittedOffsetsOk(Map<String, Long> offsets) {
    }

    final Maelstrom.Node node;
    final Map<String, Long> committed = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Long>> logs = new TreeMap<>();

    Logs(Maelstrom.Node node) {
        this.node = node;
        node.on(Send.class, request -> new SendOk(send(request.key(), request.msg())));
        node.on(Poll.class, request -> {
            Map<String, List<List<Long>>> messages = new TreeMap<>();
            new TreeMap<>(request.offsets()).forEach((key, offset) -> messages.put(key, poll(key, offset)));
            messages.values().removeIf(List::isEmpty);
            return new PollOk(messages);
        });
        node.on(CommitOffsets.class, request -> {
            committed.putAll(request.offsets());
            return new CommitOffsetsOk();
        });
        node.on(ListCommittedOffsets.class, request -> {
            Map<String, Long> offsets = new TreeMap<>(committed);
            offsets.keySet().retainAll(request.keys());
            return new ListCommittedOffsetsOk(offsets);
        });
    }

    /** A key's messages by offset. */
    NavigableMap<Long, Long> log(String key) {
        return logs.computeIfAbsent(key, _ -> new TreeMap<>());
    }

    /** The offset after a key's last message. */
    long end(String key) {
        return log(key).isEmpty() ? 0 : log(key).lastKey() + 1;
    }

    /** Appends a message, and returns its offset. */
    long send(String key, long msg) {
        long offset = end(key);
        log(key).put(offset, msg);
        return offset;
    }

    /** The messages from an offset on: pairs of offset and message. */
    List<List<Long>> poll(String key, long offset) {
        return log(key).tailMap(offset).entrySet().stream()
                .map(message -> List.of(message.getKey(), message.getValue())).toList();
    }
}
