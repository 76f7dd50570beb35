///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 4, Counter: exact sums from a store that may be stale
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 4, a counter on a store that may be stale. Every node takes `add` and `read`. Maelstrom waits 10 s after
// the last `add`; then every node must read the exact sum. (Deltas may be negative, too.)
//
//     maelstrom test -w g-counter --bin counter.java --node-count 3 --rate 100 --time-limit 20 --nemesis partition
//
// What it does. Each node keeps the sum of its own adds, and stores it under its name in seq-kv, a service of
// Maelstrom. The counter is the sum of these sums. Adds and reads are answered from memory. Every 3.5 s a node in use
// refreshes: it stores its sum, then reads the others'. A read waits only if the last refresh began over 4.5 s ago.
//
// The trap. seq-kv may answer a read from an old state. But it never goes back behind a state that this node has seen.
// A change acts on the newest state, and so the node has seen it. So: change first, then read. To store the same value
// again is no change. That is why a version is stored with each sum.
//
// Why it is right. A refresh is four messages one after another. If it takes less than 1 s, this is the worst case:
//
//      0 s    the last add comes, just too late for the refresh under way
//      1 s    that refresh ends; the next one begins 3.5 s later, at 4.5 s
//      5.5 s  it ends: the add is stored
//     10 s    a read uses a refresh that began at most 4.5 s ago, at 5.5 s or later, and so saw every sum
//
// Nothing is counted twice, because nodes store sums, not deltas. If a store times out, it may have happened, or may
// happen later. So the node first gives its key a new version: it learns what is stored, and the late store then fails,
// because compare-and-set asks for the old version.
//
// What it costs. A refresh is 2 messages for each key: 3 nodes send 18 messages in 3.5 s, however many adds there are.
// A read waits for two round trips on a node that was not in use, and for four on one that has just started. Partitions
// do no harm: nodes never talk to each other, and nothing cuts them off from seq-kv.
//
// What is left out. A killed node loses what was added since its last refresh. To lose nothing, it would have to store
// each add before it answers: 2 messages for each add.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** The value of a node's key in seq-kv: the node's sum, and how many times it has stored one. */
record Stored(long sum, long version) {
    static final Stored NOTHING = new Stored(0, 0);

    Stored next(long sum) {
        return new Stored(sum, version + 1);
    }
}

final long REFRESH_MILLIS = 3_500; // with MAX_AGE that is 8 of 10 s: 1 s is left for each of two refreshes
final long MAX_AGE_MILLIS = 4_500; // REFRESH_MILLIS, and 1 s for a refresh; shorter, and reads would often wait
final long PATIENCE_MILLIS = 3_000; // then a read ends with an error; a client would wait for 5 s

Maelstrom.Node node;
long sum; // of the adds since this start
Long earlier; // what this node had stored before this start; null until the first refresh
Stored stored; // what is under this node's key; null if unknown: at the start, and after a store that may have failed
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
            node.after(0, this::refresh); // by itself, because it may take longer than this client waits
        }
        node.sleep(10);
    }
    return new ReadOk(earlier + sum + others);
}

/** Stores this node's sum, then reads the others'. One refresh at a time. */
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

/** Refreshes, if this node was in use: its sum is not stored yet, or somebody has read since the last refresh. */
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
