///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 4, a counter on a sequentially consistent store: every node takes `add` and `read`, and some time after the
// last `add`, every node must read the exact sum. (Deltas may be negative too.)
//
// The idea: each node sums up what it was told, and keeps that sum under a key of its own in seq-kv. The counter is the
// sum of these sums. Adds and reads are answered from memory. Every 3.5 s, a node in use refreshes: it stores its sum
// and fetches the others'. A node at rest is silent; if what it knows is older than 4.5 s, a read waits for a refresh.
//
// The trap: seq-kv may answer a read from an old state, if only it is not older than what this node has seen before.
// But a change acts on the newest state, and then this node has seen that one. So: change first, then read. The version
// beside the sum makes every store a change; to store what is there already would be judged on an old state, too.
//
// Why a read is exact when nothing has been added for 10 s: within 3.5 s, and the time a refresh takes, all sums were
// stored. After that, at most 4.5 s ago, the reader began to refresh. It first changed its key, on the newest state of
// all; so the sums that it read next were no older than that. (This holds while a refresh takes less than a second; it
// takes two round trips to the store.) Nor can a request that timed out and reaches the store late bring back an old
// sum: compare-and-set lets it through only if nothing newer is stored. And nothing is added twice, as what is stored
// are sums, not deltas.
//
// The cost: a refresh takes 2 messages a node, so 3 nodes in use send 18 messages in 3.5 s, under any load. Only reads
// on a node at rest wait, for two round trips. Partitions don't matter, as nodes never talk to each other. A killed
// node loses what it was told since it last refreshed; when it is back, it goes on from the sum it had stored. (To lose
// nothing, it would have to store each add before it answers: 2 messages an add.)

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** What a node has stored: what it was told, summed up, and how many times it has stored that. */
record Share(long sum, long version) {
    static final Share NONE = new Share(0, 0);

    Share next(long sum) {
        return new Share(sum, version + 1);
    }
}

final long REFRESH_MILLIS = 3_500;
final long MAX_AGE_MILLIS = 4_500; // longer than it takes from one refresh to the end of the next, else reads wait
final long PATIENCE_MILLIS = 5_000; // a client's

Maelstrom.Node node;
long sum; // this node's own
Share stored; // null as long as it is not known what an earlier life of this node has stored
long others; // the sum of the others' sums
boolean isUncertain; // as a change that has timed out may have been made
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
        } else if (refreshing) {
            node.sleep(10); // somebody else's refresh is under way
        } else {
            refresh();
        }
    }
    return new ReadOk(sum + others);
}

/** Stores this node's sum, then fetches what the others had stored by then, or newer. One at a time. */
void refresh() {
    long begin = node.now();
    refreshing = true;
    try {
        if (stored == null) { // to read it might show an old state; to change it cannot
            stored = node.seqKv().update(node.id(), Share.NONE, share -> share.next(share.sum()));
            sum += stored.sum();
        } else if (isUncertain) { // should this be an older state, the change below fails, and this is tried again
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
    boolean inUse = stored == null || sum != stored.sum() || readAt > refreshedAt;
    if (inUse && !refreshing) {
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
