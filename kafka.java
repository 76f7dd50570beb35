///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 5, Kafka: logs without a leader
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Replica.java

import com.fasterxml.jackson.annotation.JsonTypeInfo;

// Challenges 5a to 5c, Kafka: append-only logs, one for each key. `send` appends a message and answers its offset.
// `poll` reads from an offset on. 5a has one node, 5b has two, and 5c asks for fewer messages.
//
//     maelstrom test -w kafka --bin kafka.java --node-count 2 --concurrency 2n --time-limit 20 --rate 1000
//
// What it does. Each node has offsets of its own, so it answers a send at once, even while the network is cut. Of three
// nodes, n0 hands out 0, 3, 6, ..., n1 has 1, 4, 7, ..., and n2 has 2, 5, 8, ... Offsets may have gaps. But before 6 is
// shown to a reader, nobody may hand out 4 any more: the reader would miss it. So a node that hears of a larger offset
// gives up its smaller ones, and says so. When n1 hears of 6 from n0, it goes on at 7. When n0 hears of 7 from n1, it
// goes on at 9. Readers see a log up to the smallest offset that any node may still hand out. Committed offsets are
// told to all nodes, too; of two for one key, the larger one wins.
//
// Why it is right. The offsets that a node hands out for a key only grow, and its peers see its news in order, each
// once (lib/Replica.java). So when n1's message at 7 is here, or its word that it goes on at 7, all that n1 will ever
// have below 7 is here, too. What a reader has seen never changes.
//
// What it costs. A node sends about one message every 60 ms, and none when idle: with two nodes 0.034 for each
// operation in the simulator. Sends and polls wait for nobody. The other node shows a message within 60 ms and a hop;
// the node that took it, within twice that: it must hear that the other one hands out no smaller offset. During a
// partition sends go on, but readers see nothing newer until each node's news finds a way. The usual design,
// lib/examples/owner_logs.java, costs 1.14 for each operation, and fails while an owner is cut off.
//
// What is left out. The logs stay in memory, for ever. A killed node loses what it has not told yet, and must not come
// back, because it would hand out its offsets again. The others show nothing beyond the offset that it could still hand
// out. To survive a kill, it would have to store each message before it answers: two more messages a send.

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
sealed interface News permits Appended, GaveUp, Committed {}
record Appended(String key, long offset, Object msg) implements News {}
/** The node hands out no offset below {@code next} any more. */
record GaveUp(String key, long next) implements News {}
record Committed(Map<String, Long> offsets) implements News {}
record Gossip(Replica.Message<News> update) {}

final long NEWS_PERIOD_MILLIS = 60; // shorter: messages are read sooner; longer: fewer messages
final long PATIENCE_MILLIS = 1_000; // then a peer that has not confirmed is asked
final int MAX_MESSAGES_PER_KEY = 100; // in the reply to a poll

/** A key's messages by offset, and for every node the smallest offset that it may still hand out. */
class Log {
    final NavigableMap<Long, Object> messages = new TreeMap<>();
    final long[] next = LongStream.range(0, node.nodes().size()).toArray();

    /** The messages from an offset on, up to where nobody can add one any more. */
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
    replica.append(new Appended(request.key(), offset, request.msg())); // calls apply, here and later on each peer
    return new SendOk(offset);
}

/** Takes the news of any node, this one included. */
void apply(News news, String origin) {
    int owner = node.nodes().indexOf(origin);
    switch (news) {
        case Appended(String key, long offset, Object msg) -> {
            Log log = log(key);
            int nodes = log.next.length;
            log.messages.put(offset, msg);
            log.next[owner] = offset + nodes;
            if (log.next[me] < offset) {
                // When n1 hears of 6 from n0, it goes on at 6 + floorMod(1 - 0, 3), which is 7.
                replica.append(new GaveUp(key, offset + Math.floorMod(me - owner, nodes)));
            }
        }
        case GaveUp(String key, long next) -> log(key).next[owner] = next;
        case Committed(Map<String, Long> offsets) ->
                offsets.forEach((key, offset) -> committed.merge(key, offset, Math::max));
    }
}

Log log(String key) {
    return logs.computeIfAbsent(key, _ -> new Log());
}

PollOk poll(Poll request) {
    Map<String, List<List<Object>>> msgs = new TreeMap<>();
    request.offsets().forEach((key, offset) -> {
        Log log = logs.get(key);
        if (log != null) {
            msgs.put(key, log.read(offset));
        }
    });
    msgs.values().removeIf(List::isEmpty);
    return new PollOk(msgs);
}

CommitOffsetsOk commit(CommitOffsets request) {
    replica.append(new Committed(request.offsets()));
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
        me = node.nodes().indexOf(node.id());
        replica = new Replica<>(node, node.id(), node.peers(), PATIENCE_MILLIS,
                (to, update) -> node.send(to, new Gossip(update)), this::apply);
        node.hear(Gossip.class, (gossip, from) -> replica.hear(gossip.update(), from));
        node.every(NEWS_PERIOD_MILLIS, replica::tellNext);
        node.every(NEWS_PERIOD_MILLIS, replica::trim);
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, this::commit);
        node.on(ListCommittedOffsets.class, this::listCommitted);
    });
}
