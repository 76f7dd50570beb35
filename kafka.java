///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Feed.java

// Challenges 5a to 5c, Kafka: append-only logs, one a key. `send` appends a message and answers its offset, `poll`
// reads from an offset on. Offsets may have gaps, but a gap that a reader has passed must stay one. (The usual way is
// an owner for each key, who is asked for every send: two messages each, and no sends while it is out of reach.)
//
// The idea: let each node have offsets of its own. Of three nodes, n0 hands out 0, 3, 6, ..., n1 has 1, 4, 7, ... and
// n2 the rest. So a send is answered at once, partition or not. The price is paid by readers: may they read 6 while n1
// can still hand out 4? They wait until it can't. A node that hears of offset 6 gives up its own below, and says so.
// (This is a Lamport clock for each key: what I send after I have heard of yours comes after yours.) A key is served up
// to the lowest offset that any node may still hand out: below it, the log is complete here and will never change.
//
// Why it holds: a node's offsets in a key only grow, and its peers hear of them in order, each once (see Feed). So when
// a peer's message at 7 is here, or its word that it has given up all below 7, then everything that it will ever have
// below 7 is here too.
//
// The cost: a node sends one message every 60 ms at most, none when idle, however many operations and peers there are.
// Sends and polls wait for nobody. A message can be read here when it has come, and every peer's word on what is below
// it: when news have gone there and back (see Feed). During a partition sends go on, and readers see nothing newer
// until it is over. Logs are kept for ever.
//
// Left out: disks. A killed node takes along what it has not told yet, and as the others can't know what that was, they
// serve nothing newer. Nor may it come back: it would hand out its offsets again. To survive that, it would have to
// store each message before it answers; in lin-kv, say, for two more messages a send.

record Send(String key, Object msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Object>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

/** News: a message is appended; the sender's offsets below {@code next} are used or given up; offsets are committed. */
record Appended(String key, long offset, Object msg) {}
record GaveUp(String key, long next) {}
record Committed(Map<String, Long> offsets) {}

final long NEWS_PERIOD_MILLIS = 60;
final int MAX_MESSAGES_PER_KEY = 100;

/** A key's messages by offset, and for every node the lowest offset that it may still hand out. */
class Log {
    final NavigableMap<Long, Object> messages = new TreeMap<>();
    final long[] next = LongStream.range(0, node.nodes().size()).toArray();

    /** The messages from an offset on that nobody can get between any more. */
    List<List<Object>> read(long from) {
        long end = LongStream.of(next).min().getAsLong();
        return messages.tailMap(from).entrySet().stream()
                .takeWhile(message -> message.getKey() < end)
                .limit(MAX_MESSAGES_PER_KEY)
                .map(message -> Arrays.asList(message.getKey(), message.getValue()))
                .toList();
    }
}

Maelstrom.Node node;
Feed feed;
int me;
final Map<String, Log> logs = new HashMap<>();
final Map<String, Long> committed = new TreeMap<>();

SendOk send(Send request) {
    Log log = log(request.key());
    long offset = log.next[me];
    log.next[me] += log.next.length;
    log.messages.put(offset, request.msg());
    feed.tell(new Appended(request.key(), offset, request.msg()));
    return new SendOk(offset);
}

PollOk poll(Poll request) {
    Map<String, List<List<Object>>> msgs = new TreeMap<>();
    request.offsets().forEach((key, offset) -> msgs.put(key, log(key).read(offset)));
    msgs.values().removeIf(List::isEmpty);
    return new PollOk(msgs);
}

CommitOffsetsOk commit(CommitOffsets request) {
    onCommitted(new Committed(request.offsets()), node.id());
    feed.tell(new Committed(request.offsets()));
    return new CommitOffsetsOk();
}

ListCommittedOffsetsOk listCommitted(ListCommittedOffsets request) {
    Map<String, Long> offsets = new TreeMap<>(committed);
    offsets.keySet().retainAll(request.keys());
    return new ListCommittedOffsetsOk(offsets);
}

void onAppended(Appended news, String from) {
    int sender = node.nodes().indexOf(from);
    Log log = log(news.key());
    log.messages.put(news.offset(), news.msg());
    log.next[sender] = news.offset() + log.next.length;
    if (log.next[me] < news.offset()) {
        log.next[me] = news.offset() + Math.floorMod(me - sender, log.next.length); // the first of mine above
        feed.tell(new GaveUp(news.key(), log.next[me]));
    }
}

void onGaveUp(GaveUp news, String from) {
    log(news.key()).next[node.nodes().indexOf(from)] = news.next();
}

void onCommitted(Committed news, String from) {
    news.offsets().forEach((key, offset) -> committed.merge(key, offset, Math::max));
}

Log log(String key) {
    return logs.computeIfAbsent(key, _ -> new Log());
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        me = node.nodes().indexOf(node.id());
        feed = new Feed(node, NEWS_PERIOD_MILLIS);
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, this::commit);
        node.on(ListCommittedOffsets.class, this::listCommitted);
        node.hear(Appended.class, this::onAppended);
        node.hear(GaveUp.class, this::onGaveUp);
        node.hear(Committed.class, this::onCommitted);
    });
}
