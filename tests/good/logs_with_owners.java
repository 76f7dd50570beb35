///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w kafka --node-count 3 --concurrency 2n --rate 50 --time-limit 5 --latency 5
//
// Each key has an owner node. Other nodes forward all requests for the key to it.

record Send(String key, long msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Long>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

Maelstrom.Node node;
final Map<String, List<Long>> logs = new HashMap<>();
final Map<String, Long> committed = new HashMap<>();

String owner(String key) {
    return node.nodes().get(Math.floorMod(key.hashCode(), node.nodes().size()));
}

/** The map split by owner. */
<V> Map<String, Map<String, V>> byOwner(Map<String, V> wanted) {
    Map<String, Map<String, V>> parts = new TreeMap<>();
    new TreeMap<>(wanted).forEach((key, value) ->
            parts.computeIfAbsent(owner(key), _ -> new TreeMap<>()).put(key, value));
    return parts;
}

SendOk send(Send request) {
    if (!owner(request.key()).equals(node.id())) {
        return node.rpc(owner(request.key()), request, SendOk.class);
    }
    List<Long> log = logs.computeIfAbsent(request.key(), _ -> new ArrayList<>());
    log.add(request.msg());
    return new SendOk(log.size() - 1);
}

PollOk poll(Poll request) {
    Map<String, List<List<Long>>> messages = new TreeMap<>();
    byOwner(request.offsets()).forEach((owner, offsets) -> messages.putAll(
            owner.equals(node.id()) ? own(offsets) : node.rpc(owner, new Poll(offsets), PollOk.class).msgs()));
    return new PollOk(messages);
}

Map<String, List<List<Long>>> own(Map<String, Long> offsets) {
    Map<String, List<List<Long>>> messages = new TreeMap<>();
    offsets.forEach((key, from) -> {
        List<Long> log = logs.getOrDefault(key, List.of());
        if (from < log.size()) {
            messages.put(key, LongStream.range(from, log.size())
                    .mapToObj(offset -> List.of(offset, log.get((int) offset))).toList());
        }
    });
    return messages;
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, request -> {
            committed.putAll(request.offsets()); // where this node's clients start; others may read again
            return new CommitOffsetsOk();
        });
        node.on(ListCommittedOffsets.class, request -> {
            Map<String, Long> offsets = new TreeMap<>(committed);
            offsets.keySet().retainAll(request.keys());
            return new ListCommittedOffsetsOk(offsets);
        });
    });
}
