///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 5 --topology line --rate 20 --time-limit 10 --nemesis partition
// convicted of: lost
//
// The bug: what a partition swallows is never sent again.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology(Map<String, List<String>> topology) {}
record TopologyOk() {}

final Set<Long> messages = new TreeSet<>();
List<String> neighbours = List.of();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, request -> {
            neighbours = request.topology().get(node.id());
            return new TopologyOk();
        });
        node.on(Broadcast.class, request -> {
            if (messages.add(request.message())) {
                neighbours.forEach(neighbour -> node.send(neighbour, request));
            }
            return new BroadcastOk();
        });
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
