///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 4, Counter: exact sums from a store that may be stale
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 4, a counter on a store that may be stale. Every node takes `add` and `read`. Maelstrom waits 10 s after
// the last `add`; then every node must read the exact sum.
//
//     maelstrom test -w g-counter --bin counter.java --node-count 3 --rate 100 --time-limit 20 --nemesis partition
//
// What it does. Each node stores the sum of its own adds under its name in seq-kv, a service of Maelstrom. The counter
// is the sum of these sums. Adds and reads are answered from memory. Every 3.5 s, a node refreshes if an add or a read
// came: it stores its sum, then reads the others'. A read waits only if the last refresh began over 4.5 s ago.
//
// The trap. seq-kv may answer from an old state, but never from one older than what this node has seen. A change acts
// on the newest state, and this node has then seen that. So: change first, then read. Storing the same sum again would
// change nothing, so each store has a new version.
//
// Why it is right. If a refresh takes less than 1 s, this is the worst case:
//
//      0 s    the last add comes, just too late for the refresh under way
//      1 s    that refresh ends; the next one begins 3.5 s later, at 4.5 s
//      5.5 s  it ends: the add is stored
//     10 s    a read uses a refresh that began at most 4.5 s ago, at 5.5 s or later, and so saw every sum
//
// A store that timed out may still take effect later. So before the next store, the node gives its key a new version.
// The late store then fails, because it is a compare-and-set from the old version.
//
// What it costs. A refresh is 2 messages for each key: with 3 nodes 18 messages in 3.5 s, however many adds there are.
// Partitions do not cut nodes off from seq-kv.
//
// What is left out. A killed node loses the adds since its last refresh. To lose none, it would have to store each add
// before it answers.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** What a node stores under its name. The version counts its stores. */
record Stored(long sum, long version) {}

final Stored NOTHING = new Stored(0, 0);
final long REFRESH_MILLIS = 3_500; // the worst case above leaves 1 s for each of two refreshes
final long MAX_AGE_MILLIS = 4_500; // a refresh of 0.5 s is this old when the next one ends; if shorter, reads wait
final long PATIENCE_MILLIS = 3_000; // after that, a waiting read fails; clients wait for 5 s

Maelstrom.Node node;
long sum; // of this node's adds; until isRestored, without what earlier starts have stored
boolean isRestored;
Stored stored; // what is in seq-kv; null if unknown: at the start, and after a store that may have failed
long othersSum;
boolean isRefreshing;
long refreshedAt = Long.MIN_VALUE; // when the last refresh that succeeded began
long readAt = Long.MIN_VALUE;

ReadOk read(Read request) {
    long begin = node.now();
    readAt = begin;
    while (refreshedAt < begin - MAX_AGE_MILLIS) {
        if (node.now() > begin + PATIENCE_MILLIS) {
            throw new Maelstrom.RpcError(Maelstrom.Code.TEMPORARILY_UNAVAILABLE, "seq-kv does not answer");
        }
        if (!isRefreshing) {
            node.after(0, this::refresh); // in the background: it may take longer than this client waits
        }
        node.sleep(10);
    }
    return new ReadOk(sum + othersSum);
}

void refreshIfNeeded() {
    if (stored == null || stored.sum() != sum || readAt > refreshedAt) {
        refresh();
    }
}

/** One at a time. */
void refresh() {
    if (isRefreshing) {
        return;
    }
    long begin = node.now();
    isRefreshing = true;
    try {
        Stored from = stored != null ? stored : withNewVersion();
        sum += isRestored ? 0 : from.sum();
        isRestored = true;
        Stored to = new Stored(sum, from.version() + 1);
        stored = null; // unknown until the reply
        node.seqKv().cas(node.id(), from, to);
        stored = to;
        othersSum = node.together(node.peers(), peer -> node.seqKv().readOr(peer, NOTHING)).stream()
                .mapToLong(Stored::sum).sum();
        refreshedAt = begin;
    } catch (Maelstrom.RpcError e) {
        node.log("Could not refresh: " + e.getMessage());
    } finally {
        isRefreshing = false;
    }
}

/** Changes only the version: this shows what is stored (a read may be stale), and makes a late store fail. */
Stored withNewVersion() {
    return node.seqKv().update(node.id(), NOTHING, old -> new Stored(old.sum(), old.version() + 1));
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Add.class, request -> {
            sum += request.delta();
            return new AddOk();
        });
        node.on(Read.class, this::read);
        node.every(REFRESH_MILLIS, this::refreshIfNeeded);
    });
}
