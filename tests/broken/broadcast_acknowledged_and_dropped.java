///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 1 --rate 50 --time-limit 5
// convicted of: lost
//
// The bug: a message that comes while the node is busy with another is acknowledged, and forgotten.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}

final Set<Long> messages = new TreeSet<>();
boolean busy;

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            if (!busy) {
                busy = true;
                messages.add(request.message());
                node.after(20, () -> busy = false);
            }
            return new BroadcastOk();
        });
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
