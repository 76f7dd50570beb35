///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w pn-counter --node-count 3 --rate 50 --time-limit 5
// convicted of: errors
//
// The bug: of two totals the larger counts as the newer, but here a newer total can be smaller.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}
record Gossip(Map<String, Long> totals) {}

final Map<String, Long> totals = new TreeMap<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            totals.merge(node.id(), request.delta(), Long::sum);
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(totals.values().stream().mapToLong(total -> total).sum()));
        node.hear(Gossip.class, (gossip, _) ->
                gossip.totals().forEach((id, total) -> totals.merge(id, total, Math::max)));
        node.every(200, () -> node.peers().forEach(peer -> node.send(peer, new Gossip(totals))));
    });
}
