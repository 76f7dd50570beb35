///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Kafka (challenge 5b), the usual way: each key has an owner
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java

// maelstrom test --bin lib/examples/owner_logs.java
// test: -w kafka --node-count 2 --concurrency 2n --time-limit 20 --rate 1000
//
// What it is: each key belongs to one node, its owner, which keeps the key's log. The other nodes pass requests on to
// it. All nodes find the same owner, because they compute it from the key alone.
//
// Why it is right: only the owner hands out offsets, one after another, because each handler runs undisturbed. No other
// node has a copy that could be stale.
//
// What it costs: on 2 nodes half of all requests are passed on, at two messages each: 1.14 for each operation (in the
// simulator).
//
// What is wrong: while a key's owner is out of reach, nobody can send to that key, or read it. kafka.java has no
// owners.

record Send(String key, long msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Long>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(Set<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

Maelstrom.Node node;
final Map<String, List<Long>> logs = new HashMap<>(); // of this node's own keys
final Map<String, Long> committed = new TreeMap<>();

/** Of three nodes, n2 owns a key whose hash is 5, because 5 mod 3 is 2. */
String owner(String key) {
    return node.nodes().get(Math.floorMod(key.hashCode(), node.nodes().size()));
}

boolean isMine(String key) {
    return owner(key).equals(node.id());
}

SendOk send(Send request) {
    if (!isMine(request.key())) {
        return node.rpc(owner(request.key()), request, SendOk.class);
    }
    List<Long> log = logs.computeIfAbsent(request.key(), _ -> new ArrayList<>());
    log.add(request.msg());
    return new SendOk(log.size() - 1);
}

/** Asks all owners at once, each for its keys. */
PollOk poll(Poll request) {
    Map<String, Map<String, Long>> byOwner = new TreeMap<>();
    request.offsets().forEach((key, offset) ->
            byOwner.computeIfAbsent(owner(key), _ -> new TreeMap<>()).put(key, offset));
    Map<String, List<List<Long>>> messages = new TreeMap<>();
    node.together(List.copyOf(byOwner.keySet()), owner -> owner.equals(node.id()) ? own(byOwner.get(owner))
            : node.rpc(owner, new Poll(byOwner.get(owner)), PollOk.class).msgs()).forEach(messages::putAll);
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

CommitOffsetsOk commit(CommitOffsets request) {
    committed.putAll(request.offsets()); // known to this node only: clients of other nodes may read messages twice
    return new CommitOffsetsOk();
}

ListCommittedOffsetsOk listCommitted(ListCommittedOffsets request) {
    Map<String, Long> offsets = new TreeMap<>(committed);
    offsets.keySet().retainAll(request.keys());
    return new ListCommittedOffsetsOk(offsets);
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, this::commit);
        node.on(ListCommittedOffsets.class, this::listCommitted);
    });
}
