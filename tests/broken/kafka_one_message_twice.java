///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w kafka --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 50 --latency-dist exponential
// convicted of: duplicate
//
// The bug: the first node keeps all logs, and whoever has waited too long for it sends the message again.

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
        String keeper = node.nodes().getFirst();
        node.on(Send.class, request -> {
            while (!node.id().equals(keeper)) {
                try {
                    return node.rpc(keeper, request, SendOk.class, 200);
                } catch (Maelstrom.RpcError e) {
                    node.log(e.getMessage());
                }
            }
            NavigableMap<Long, Long> log = logs.computeIfAbsent(request.key(), _ -> new TreeMap<>());
            log.put((long) log.size(), request.msg());
            return new SendOk(log.size() - 1);
        });
        node.on(Poll.class, request -> {
            if (!node.id().equals(keeper)) {
                return node.rpc(keeper, request, PollOk.class);
            }
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
