///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 5 --rate 20 --time-limit 8 --nemesis partition
//
// Sends everything to everybody, again and again. This is wasteful, but nothing can get lost.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}
record Gossip(Set<Long> messages) {}

final Set<Long> messages = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            return new BroadcastOk();
        });
        node.on(Read.class, _ -> new ReadOk(messages));
        node.hear(Gossip.class, (gossip, _) -> messages.addAll(gossip.messages()));
        node.every(500, () -> node.peers().forEach(peer -> node.send(peer, new Gossip(messages))));
    });
}
