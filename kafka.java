///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 5, Kafka: logs without a leader
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Replica.java

import com.fasterxml.jackson.annotation.JsonTypeInfo;

// Challenges 5a to 5c, Kafka: append-only logs, one for each key. `send` appends a message, and the reply is its
// offset. `poll` reads from an offset on. Clients commit the offsets up to which they have read.
//
//     maelstrom test -w kafka --bin kafka.java --node-count 2 --concurrency 2n --time-limit 20 --rate 1000
//
// What it does. Each node has offsets of its own, so it answers a send at once, even while the network is cut. Of three
// nodes, n0 has 0, 3, 6, ..., n1 has 1, 4, 7, ..., and n2 has 2, 5, 8, ... Gaps are allowed. But once a reader has seen
// 6, nobody may hand out 4: the reader would miss it. So a node that hears of a message at 6 gives up its smaller
// offsets, and says so: n1 goes on at 7, and n2 at 8. Readers see the messages below the smallest offset that any node
// may still hand out.
//
// Why it is right. A node's offsets for a key only grow, and its peers get its news in order (lib/Replica.java). So
// once n1 tells a node of a message at 7, or that it goes on at 7, that node has all that n1 will ever put below 7.
//
// What it costs. Each of two nodes sends a message every 60 ms, and none when idle: 0.034 for each operation in the
// simulator (lib/examples/owner_logs.java: 1.14). The other node shows a message within 60 ms and a hop. The node that
// took it needs twice that: it must hear what the other one gave up. While a node is cut off or dead, sends go on, but
// readers see nothing new.
//
// What is left out. Everything is in memory. A killed node loses what it has not told yet, and must not come back: it
// would hand out its offsets again.

record Send(String key, Object msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Object>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

/** What nodes tell each other. In JSON, a field says which of the three it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface News {}
record Appended(String key, long offset, Object msg) implements News {}
record GaveUp(String key, long below) implements News {}
record Committed(Map<String, Long> offsets) implements News {}
record Gossip(Replica.Message<News> update) {}

final long NEWS_PERIOD_MILLIS = 60; // shorter: messages are read sooner; longer: fewer messages
final int MAX_MESSAGES_PER_KEY = 100; // in the reply to a poll

/** A key's messages by offset, and for every node the smallest offset that it may still hand out. */
class Log {
    final NavigableMap<Long, Object> messages = new TreeMap<>();
    final long[] next = LongStream.range(0, node.nodes().size()).toArray();

    /** The messages from an offset on, up to the first place where a node may still add one. */
    List<List<Object>> read(long from) {
        long end = LongStream.of(next).min().getAsLong();
        return messages.tailMap(from).entrySet().stream()
                .takeWhile(message -> message.getKey() < end)
                .limit(MAX_MESSAGES_PER_KEY)
                .map(message -> Arrays.asList(message.getKey(), message.getValue())) // List.of refuses null
                .toList();
    }
}

Maelstrom.Node node;
Replica<News> replica;
int me; // the index of this node in node.nodes()
final Map<String, Log> logs = new HashMap<>();
final Map<String, Long> committed = new TreeMap<>();

SendOk send(Send request) {
    long offset = log(request.key()).next[me];
    replica.append(new Appended(request.key(), offset, request.msg())); // apply runs here now, on peers later
    return new SendOk(offset);
}

/** Takes the news of any node, this one included. */
void apply(News news, String origin) {
    int owner = node.nodes().indexOf(origin);
    switch (news) {
        case Appended(var key, var offset, var msg) -> {
            Log log = log(key);
            log.messages.put(offset, msg);
            log.next[owner] = offset + log.next.length;
            if (log.next[me] < offset) { // n1 hears of n0's 6: it goes on at 6 + floorMod(1 - 0, 3) = 7
                replica.append(new GaveUp(key, offset + Math.floorMod(me - owner, log.next.length)));
            }
        }
        case GaveUp(var key, var below) -> log(key).next[owner] = below;
        case Committed(var offsets) -> offsets.forEach((key, offset) -> committed.merge(key, offset, Math::max));
    }
}

Log log(String key) {
    return logs.computeIfAbsent(key, _ -> new Log());
}

PollOk poll(Poll request) {
    Map<String, List<List<Object>>> msgs = new TreeMap<>();
    request.offsets().forEach((key, from) -> msgs.put(key, logs.getOrDefault(key, new Log()).read(from)));
    msgs.values().removeIf(List::isEmpty);
    return new PollOk(msgs);
}

ListCommittedOffsetsOk listCommitted(ListCommittedOffsets request) {
    Map<String, Long> offsets = new TreeMap<>(committed);
    offsets.keySet().retainAll(request.keys());
    return new ListCommittedOffsetsOk(offsets);
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        me = node.nodes().indexOf(node.id());
        replica = new Replica<>(node, NEWS_PERIOD_MILLIS, Gossip::new, this::apply);
        node.hear(Gossip.class, (gossip, from) -> replica.hear(gossip.update(), from));
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, request -> {
            replica.append(new Committed(request.offsets()));
            return new CommitOffsetsOk();
        });
        node.on(ListCommittedOffsets.class, this::listCommitted);
    });
}
