///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenges 5a to 5c, Kafka: append-only logs, one a key. `send` appends a message and answers its offset, `poll` reads
// from an offset on. Offsets may have gaps, but a gap that a reader has passed must stay one. (The usual way is an owner
// for each key, who is asked for every send: two messages each, and no sends at all while the owner is out of reach.)
//
// The idea: let each node have offsets of its own. Of three nodes, n0 hands out 0, 3, 6, ..., n1 has 1, 4, 7, ... and n2
// the rest. So a send is answered at once, partition or not. The price is paid by readers: may they read 6 while n1 can
// still hand out 4? They wait until it can't. A node that hears of offset 6 gives up its own below, and says so (this is
// a Lamport clock for each key: what I send after I have heard of yours comes after yours). A key is served up to the
// lowest offset that any node may still hand out: below it, the log is complete and will never change.
//
// How news travels: what a node has to tell (a message, offsets given up, a commit) is numbered, and kept until all peers
// have acknowledged it. A tick takes a peer everything from the first number that it has not acknowledged, and tells it
// which of its own have arrived. A tick that is lost, late, doubled or overtaken does no harm: the next one says it all.
//
// The cost: a node speaks to one peer every 60 ms at most: 17 messages a second and node, none when idle. Sends and polls
// wait for nobody. A message can be read when it has come here and all peers have given up the offsets below: about two
// rounds of ticks (60 ms for each peer) and two trips through the network later. During a partition sends go on, and
// readers see nothing newer until it is over. Logs grow for ever; news pile up for as long as a peer is out of reach.
//
// Left out: disks. A killed node takes along what it has not told yet, and since the others can't know what that was, they
// serve nothing newer. Nor can it come back: it would hand out its offsets again. To survive kills, it would have to store
// every message before it answers: with lin-kv, one more message for each operation.

record Send(String key, Object msg) {}
record SendOk(long offset) {}
record Poll(Map<String, Long> offsets) {}
record PollOk(Map<String, List<List<Object>>> msgs) {}
record CommitOffsets(Map<String, Long> offsets) {}
record CommitOffsetsOk() {}
record ListCommittedOffsets(List<String> keys) {}
record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

/** News of the sender, numbered from {@code first}; and the number of the receiver's news that it waits for. */
record Tick(long first, List<News> news, long awaited) {}
record News(Kind kind, String key, long offset, Object msg) {}
enum Kind { MESSAGE, SKIP, COMMIT }

final long TICK_MILLIS = 60;
final long RETRY_MILLIS = 1_000;
final int MAX_NEWS_PER_TICK = 5_000;
final int MAX_MESSAGES_PER_KEY = 100;

/** A key's messages by offset, and for every node the lowest offset that it may still hand out. */
class Log {
    final NavigableMap<Long, Object> messages = new TreeMap<>();
    final long[] next = LongStream.range(0, node.nodes().size()).toArray();
}

/** What has been said between another node and us. */
class Peer {
    long awaited;      // number of the first of its news that has not come
    long unconfirmed;  // number of the first of our news that it has not acknowledged
    long retryAt;      // when to repeat what it has not acknowledged
    boolean owed;      // whether it has told us something since we last acknowledged

    boolean isDue() {
        return owed || unconfirmed < nextNews && node.now() >= retryAt;
    }
}

Maelstrom.Node node;
int me;
final Map<String, Log> logs = new HashMap<>();
final Map<String, Long> committed = new TreeMap<>();
final NavigableMap<Long, News> news = new TreeMap<>(); // ours, by number, until all peers have acknowledged them
long nextNews;
final Map<String, Peer> peers = new LinkedHashMap<>(); // first who has waited longest

SendOk send(Send request) {
    Log log = log(request.key());
    long offset = log.next[me];
    log.messages.put(offset, request.msg());
    log.next[me] += log.next.length;
    tell(new News(Kind.MESSAGE, request.key(), offset, request.msg()));
    return new SendOk(offset);
}

PollOk poll(Poll request) {
    Map<String, List<List<Object>>> msgs = new TreeMap<>();
    request.offsets().forEach((key, from) -> {
        Log log = log(key);
        long end = LongStream.of(log.next).min().getAsLong();
        var found = log.messages.tailMap(from).entrySet().stream().takeWhile(message -> message.getKey() < end)
                .limit(MAX_MESSAGES_PER_KEY).map(message -> List.of(message.getKey(), message.getValue())).toList();
        if (!found.isEmpty()) {
            msgs.put(key, found);
        }
    });
    return new PollOk(msgs);
}

CommitOffsetsOk commit(CommitOffsets request) {
    request.offsets().forEach((key, offset) -> {
        committed.merge(key, offset, Math::max);
        tell(new News(Kind.COMMIT, key, offset, null));
    });
    return new CommitOffsetsOk();
}

ListCommittedOffsetsOk listCommitted(ListCommittedOffsets request) {
    Map<String, Long> offsets = new TreeMap<>(committed);
    offsets.keySet().retainAll(request.keys());
    return new ListCommittedOffsetsOk(offsets);
}

void hear(Tick tick, String from) {
    Peer peer = peers.get(from);
    if (tick.awaited() > peer.unconfirmed) {
        peer.unconfirmed = tick.awaited();
        peer.retryAt = node.now();
        news.headMap(peers.values().stream().mapToLong(p -> p.unconfirmed).min().getAsLong()).clear();
    }
    List<News> unheard = tick.news().stream().skip(peer.awaited - tick.first()).toList();
    unheard.forEach(news -> learn(news, node.nodes().indexOf(from)));
    peer.awaited += unheard.size();
    peer.owed |= !tick.news().isEmpty(); // even if it is nothing new: our last acknowledgement may be lost
}

void learn(News news, int from) {
    Log log = log(news.key());
    switch (news.kind()) {
        case MESSAGE -> {
            log.messages.put(news.offset(), news.msg());
            log.next[from] = news.offset() + log.next.length;
            if (log.next[me] < news.offset()) {
                log.next[me] = news.offset() + Math.floorMod(me - from, log.next.length);
                tell(new News(Kind.SKIP, news.key(), log.next[me], null));
            }
        }
        case SKIP -> log.next[from] = news.offset();
        case COMMIT -> committed.merge(news.key(), news.offset(), Math::max);
    }
}

void tell(News said) {
    news.put(nextNews++, said);
}

Log log(String key) {
    return logs.computeIfAbsent(key, _ -> new Log());
}

void tick() {
    peers.entrySet().stream().filter(entry -> entry.getValue().isDue()).findFirst().ifPresent(entry -> {
        Peer peer = entry.getValue();
        var said = news.tailMap(peer.unconfirmed).values().stream().limit(MAX_NEWS_PER_TICK).toList();
        node.send(entry.getKey(), new Tick(peer.unconfirmed, said, peer.awaited));
        peer.owed = false;
        peer.retryAt = node.now() + RETRY_MILLIS;
        peers.remove(entry.getKey());
        peers.put(entry.getKey(), peer);
    });
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        me = node.nodes().indexOf(node.id());
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.on(Send.class, this::send);
        node.on(Poll.class, this::poll);
        node.on(CommitOffsets.class, this::commit);
        node.on(ListCommittedOffsets.class, this::listCommitted);
        node.hear(Tick.class, this::hear);
        node.every(TICK_MILLIS, this::tick);
    });
}
