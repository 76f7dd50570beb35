///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-counter --node-count 3 --rate 50 --time-limit 5
// convicted of: errors
//
// The bug: of two totals over all nodes the larger wins, and additions counted only in the other are lost.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}
record Gossip(long total) {}

long total;

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            total += request.delta();
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(total));
        node.hear(Gossip.class, (gossip, _) -> total = Math.max(total, gossip.total()));
        node.every(200, () -> node.peers().forEach(peer -> node.send(peer, new Gossip(total))));
    });
}
