///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: int-poll-skip
//
// The bug: of more than three messages, a poll shows the first two and the last.

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

/** What a key's log has from an offset on. */
List<List<Long>> from(String key, long offset) {
    return logs.getOrDefault(key, new TreeMap<>()).tailMap(offset).entrySet().stream()
            .map(message -> List.of(message.getKey(), message.getValue())).toList();
}

void main() {
    Maelstrom.serve(node -> {
        node.on(Send.class, request -> {
            NavigableMap<Long, Long> log = logs.computeIfAbsent(request.key(), _ -> new TreeMap<>());
            log.put((long) log.size(), request.msg());
            return new SendOk(log.size() - 1);
        });
        node.on(Poll.class, request -> {
            Map<String, List<List<Long>>> messages = new TreeMap<>();
            request.offsets().forEach((key, offset) -> {
                List<List<Long>> found = new ArrayList<>(from(key, offset));
                if (found.size() > 3) {
                    found.subList(2, found.size() - 1).clear();
                }
                messages.put(key, found);
            });
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
