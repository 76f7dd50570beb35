///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 4, Counter: exact sums from a store that may be stale
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 4, a counter on a sequentially consistent store. Every node takes `add` and `read`. Maelstrom waits 10 s
// after the last `add`; then every node must read the exact sum. (Deltas may be negative, too.)
//
//     maelstrom test -w g-counter --bin counter.java --node-count 3 --rate 100 --time-limit 20 --nemesis partition
//
// What it does. Each node sums up its own adds, and stores that sum under its name in seq-kv. The counter is the sum of
// these sums. Adds and reads are answered from memory. Every 3.5 s, a node in use refreshes: it stores its sum and
// reads the others'. A node at rest is silent. If what it knows is older than 4.5 s, a read waits for a refresh.
//
// The trap. seq-kv may answer a read from an old state, but from none older than the last one that this node has seen.
// A change acts on the newest state, and then this node has seen that one. So: change first, then read. The version
// beside the sum makes every store a change. Storing the same value again could be answered from an old state.
//
// Why it is right. Say the last add comes at 0 s, and a refresh takes less than 1 s. (It takes two round trips.) The
// add may come while a refresh is under way, just too late for it. The next refresh begins 3.5 s after that one has
// ended, so by 5.5 s every sum is stored. A read at 10 s uses a refresh that began at most 4.5 s ago, at 5.5 s or
// later. It changed the node's own key first, so the sums that it read next are those of 5.5 s or newer.
// Nothing is added twice, because what is stored are sums, not deltas. A store that times out may have been made, or
// may be made later. So the node then changes the version of its key. After that it knows what is stored, and a late
// store fails, because compare-and-set asks for the version of before.
//
// What it costs. A refresh takes 2 messages for each node: 3 nodes in use send 18 messages in 3.5 s, under any load.
// Only reads on a node at rest wait, for two round trips; the first read of a node's life waits for four. Partitions do
// no harm, because nodes never talk to each other, and nothing cuts off seq-kv. If it is silent, a read is answered
// with an error after 3 s.
//
// What is left out. A killed node loses what was added since it last refreshed. When it is back, it goes on from the
// sum that it had stored. To lose nothing, it would have to store each add before it answers: 2 messages for each add.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** What a node has stored: its sum, and how many times it has stored one. */
record Stored(long sum, long version) {
    static final Stored NOTHING = new Stored(0, 0);

    Stored next(long sum) {
        return new Stored(sum, version + 1);
    }
}

final long REFRESH_MILLIS = 3_500; // with the age below, 8 s: that leaves two refreshes 1 s each
final long MAX_AGE_MILLIS = 4_500; // longer than from the begin of a refresh to the end of the next, else reads wait
final long PATIENCE_MILLIS = 3_000; // less than a client's 5 s

Maelstrom.Node node;
long sum; // of the adds since this start
Long earlier; // the sum that earlier starts have stored; null until it is known
Stored stored; // null if that is not known: at the start, and after a store that may have failed
long others; // the sum of the others' sums
boolean isRefreshing;
long refreshedAt = Long.MIN_VALUE; // when the last refresh that succeeded began
long readAt = Long.MIN_VALUE;

AddOk add(Add request) {
    sum += request.delta();
    return new AddOk();
}

ReadOk read(Read request) {
    long now = node.now();
    readAt = now;
    while (refreshedAt < now - MAX_AGE_MILLIS) {
        if (node.now() > now + PATIENCE_MILLIS) {
            throw new Maelstrom.RpcError(Maelstrom.Code.TEMPORARILY_UNAVAILABLE, "seq-kv does not answer");
        }
        if (!isRefreshing) {
            node.after(0, this::refresh); // on its own, because it may take longer than a client waits
        }
        node.sleep(10);
    }
    return new ReadOk(earlier + sum + others);
}

/** Stores this node's sum, then reads what the others had stored by then, or newer. One refresh at a time. */
void refresh() {
    if (isRefreshing) {
        return;
    }
    long begin = node.now();
    isRefreshing = true;
    try {
        Stored from = stored != null ? stored
                : node.seqKv().update(node.id(), Stored.NOTHING, old -> old.next(old.sum())); // a read may be stale
        earlier = earlier != null ? earlier : from.sum();
        stored = null;
        Stored to = from.next(earlier + sum);
        node.seqKv().cas(node.id(), from, to);
        stored = to;
        others = node.together(node.peers(), peer -> node.seqKv().readOr(peer, Stored.NOTHING).sum()).stream()
                .mapToLong(Long::longValue).sum();
        refreshedAt = begin;
    } catch (Maelstrom.RpcError e) {
        node.log("Could not refresh: " + e.getMessage());
    } finally {
        isRefreshing = false;
    }
}

void tick() {
    if (stored == null || stored.sum() != earlier + sum || readAt > refreshedAt) {
        refresh();
    }
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Add.class, this::add);
        node.on(Read.class, this::read);
        node.every(REFRESH_MILLIS, this::tick);
    });
}
