///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w pn-counter --node-count 3 --rate 20 --time-limit 8 --nemesis partition --availability total
//
// Keeps every addition under its own name, so duplicates do no harm.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}
record Gossip(Map<String, Long> deltas) {}

final Map<String, Long> deltas = new TreeMap<>();
long added;

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            deltas.put(node.id() + "-" + ++added, request.delta());
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(deltas.values().stream().mapToLong(delta -> delta).sum()));
        node.hear(Gossip.class, (gossip, _) -> deltas.putAll(gossip.deltas()));
        node.every(500, () -> node.peers().forEach(peer -> node.send(peer, new Gossip(deltas))));
    });
}
