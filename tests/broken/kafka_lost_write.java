///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: lost-write
//
// The bug: acknowledges one message in fifty without keeping it.

record Send(String key, long msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Long>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

final Map<String, NavigableMap<Long, Long>> logs = new TreeMap<>();
final Map<String, Long> committed = new TreeMap<>();
final Map<String, Long> ends = new HashMap<>();
long sent;

/** What a key's log has from an offset on. */
List<List<Long>> from(String key, long offset) {
    return logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).entrySet().stream()
            .map(message -> List.of(message.getKey(), message.getValue())).toList();
}

void main() {
    Maelstrom.serve(node -> {
        node.on(Send.class, request -> {
            long end = ends.merge(request.key(), 1L, Long::sum);
            if (++sent % 50 != 0) {
                logs.computeIfAbsent(request.key(), _ -> new TreeMap<>()).put(end - 1, request.msg());
            }
            return new SendOk(end - 1);
        });
        node.on(Poll.class, request -> {
            Map<String, List<List<Long>>> messages = new TreeMap<>();
            request.offsets().forEach((key, offset) -> messages.put(key, from(key, offset)));
            messages.values().removeIf(List::isEmpty);
            return new PollOk(messages);
        });
        node.on(CommitOffsets.class, request -> {
            committed.putAll(request.offsets());
            return new CommitOffsetsOk();
        });
        node.on(ListCommittedOffsets.class, _ -> new ListCommittedOffsetsOk(committed));
    });
}
