///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 4, Counter: exact sums from a store that may be stale
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 4, a counter on a sequentially consistent store. Every node takes `add` and `read`. Some time after the
// last `add`, every node must read the exact sum. (Deltas may be negative, too.)
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
// Why it is right. When nothing has been added for 10 s, a read is exact. An add is stored by the next refresh; if it
// came while one was under way, by the one after it. So all sums are stored 3.5 s and two refreshes after the last add.
// The reader's last refresh began at most 4.5 s ago, so it began after that. It changed its own key first, and so the
// sums that it read next were no older than that moment. (That leaves 1 s for each refresh; it takes two round trips.)
// Nothing is added twice, because what is stored are sums, not deltas. A store that times out may have been made, or
// may be made later. So the node reads its key before it stores again, and compare-and-set lets no old sum replace a
// newer.
//
// What it costs. A refresh takes 2 messages for each node: 3 nodes in use send 18 messages in 3.5 s, under any load.
// Only reads on a node at rest wait, for two round trips; the first read of a node's life waits for four. Partitions do
// no harm, because nodes never talk to each other. If seq-kv is silent, a read is answered with an error after 3 s.
//
// What is left out. A killed node loses what was added since it last refreshed. When it is back, it goes on from the
// sum that it had stored. To lose nothing, it would have to store each add before it answers: 2 messages for each add.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** What a node has stored: its sum, and how many times it has stored one. */
record Share(long sum, long version) {
    static final Share NONE = new Share(0, 0);

    Share next(long sum) {
        return new Share(sum, version + 1);
    }
}

final long REFRESH_MILLIS = 3_500;
final long MAX_AGE_MILLIS = 4_500; // longer than it takes from one refresh to the end of the next, else reads wait
final long PATIENCE_MILLIS = 3_000; // less than a client's 5 s

Maelstrom.Node node;
long sum; // of the adds that this node got
Share stored; // null as long as it is not known what an earlier life of this node has stored
long others; // the sum of the others' sums
boolean isUncertain; // a change has timed out: it may have been made
boolean refreshing;
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
        node.after(0, this::refresh); // on its own, because it may take longer than a client waits
        node.sleep(10);
    }
    return new ReadOk(sum + others);
}

/** Stores this node's sum, then reads what the others had stored by then, or newer. One refresh at a time. */
void refresh() {
    if (refreshing) {
        return;
    }
    long begin = node.now();
    refreshing = true;
    try {
        if (stored == null) { // to read it might show an old state; to change it cannot
            stored = node.seqKv().update(node.id(), Share.NONE, share -> share.next(share.sum()));
            sum += stored.sum();
        } else if (isUncertain) { // if this is an old state, the change below fails, and the next refresh tries again
            stored = node.seqKv().read(node.id(), Share.class);
        }
        isUncertain = true;
        Share share = stored.next(sum);
        node.seqKv().cas(node.id(), stored, share);
        stored = share;
        isUncertain = false;
        others = node.together(node.peers(), this::sumOf).stream().mapToLong(other -> other).sum();
        refreshedAt = begin;
    } catch (Maelstrom.RpcError e) {
        node.log("Could not refresh: " + e.getMessage());
    } finally {
        refreshing = false;
    }
}

long sumOf(String peer) {
    return node.seqKv().readOr(peer, Share.NONE).sum();
}

void tick() {
    if (stored == null || isUncertain || sum != stored.sum() || readAt > refreshedAt) {
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
