///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 3 --rate 50 --time-limit 20 --nemesis partition
// convicted of: lost
//
// The bug: gossips the last fifty messages only.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}
record Gossip(Set<Long> messages) {}

final NavigableSet<Long> messages = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            return new BroadcastOk();
        });
        node.hear(Gossip.class, (gossip, _) -> messages.addAll(gossip.messages()));
        node.every(200, () -> {
            var newest = messages.reversed().stream().limit(50).collect(Collectors.toSet());
            node.peers().forEach(peer -> node.send(peer, new Gossip(newest)));
        });
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
