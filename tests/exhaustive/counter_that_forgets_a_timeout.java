///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// A broken node whose bug hardly ever shows in a test: a reply must be lost at the right moment, and the next additions
// must add up to the right sum. So it is not in tests/broken. Among all runs of a small scenario, one shows it.
//
// The bug: the node stores its sum, but no answer comes. The next additions bring the sum back to what the node stored
// before. So it believes that there is nothing to store, and the others read the sum in between for ever.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

/** What a node has stored: its sum, and how many times it has stored one. */
record Share(long sum, long version) {}

Maelstrom.Node node;
long sum;
Share stored = new Share(0, 0);
boolean isUncertain;

void store() {
    if (sum == stored.sum()) {
        return;
    }
    try {
        stored = isUncertain ? shareOf(node.id()) : stored;
        isUncertain = true;
        Share next = new Share(sum, stored.version() + 1);
        node.linKv().casOrCreate(node.id(), stored, next);
        stored = next;
        isUncertain = false;
    } catch (Maelstrom.RpcError e) {
        node.log(e.getMessage());
    }
}

Share shareOf(String id) {
    return node.linKv().readOr(id, new Share(0, 0));
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Add.class, request -> {
            sum += request.delta();
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(sum + node.peers().stream().mapToLong(peer -> shareOf(peer).sum()).sum()));
        node.every(500, this::store);
    });
}
