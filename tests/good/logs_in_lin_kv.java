///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w kafka --node-count 2 --concurrency 2n --rate 50 --time-limit 5
//
// Each log is one value in the linearizable store, and each send rewrites it.

record Send(String key, long msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Long>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

Maelstrom.Node node;

List<Integer> log(String key) {
    return node.linKv().readOr(key, new ArrayList<Integer>());
}

SendOk send(Send request) {
    List<Integer> log = node.linKv().update(request.key(), new ArrayList<Integer>(), old -> {
        var longer = new ArrayList<>(old);
        longer.add((int) request.msg());
        return longer;
    });
    return new SendOk(log.size() - 1);
}

PollOk poll(Poll request) {
    Map<String, List<List<Long>>> messages = new TreeMap<>();
    new TreeMap<>(request.offsets()).forEach((key, from) -> {
        List<Integer> log = log(key);
        if (from < log.size()) {
            messages.put(key, LongStream.range(from, log.size())
                    .mapToObj(offset -> List.of(offset, (long) log.get((int) offset))).toList());
        }
    });
    return new PollOk(messages);
}

CommitOffsetsOk commit(CommitOffsets request) {
    request.offsets().forEach((key, offset) ->
            node.linKv().update("committed " + key, 0L, old -> Math.max(old, offset)));
    return new CommitOffsetsOk();
}

ListCommittedOffsetsOk committed(ListCommittedOffsets request) {
    return new ListCommittedOffsetsOk(request.keys().stream().collect(
            Collectors.toMap(key -> key, key -> node.linKv().readOr("committed " + key, 0L))));
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, this::commit);
        node.on(ListCommittedOffsets.class, this::committed);
    });
}
