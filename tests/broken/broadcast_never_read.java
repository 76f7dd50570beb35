///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 2 --rate 20 --time-limit 5
// convicted of: stats
//
// The bug: reads are not answered.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}

final Set<Long> messages = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            return new BroadcastOk();
        });
        node.hear(Read.class, (_, client) -> node.log(client + " wants to read"));
    });
}
