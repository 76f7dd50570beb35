///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 5 --topology tree2 --rate 20 --time-limit 8 --nemesis partition --latency 20
//
// Forwards each new message to its neighbours, and repeats it until each one acknowledges it.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology(Map<String, List<String>> topology) {}
record TopologyOk() {}

Maelstrom.Node node;
List<String> neighbours = List.of();
final Set<Long> messages = new TreeSet<>();

BroadcastOk broadcast(Broadcast request) {
    if (messages.add(request.message())) {
        neighbours.forEach(neighbour -> node.after(0, () -> tell(neighbour, request)));
    }
    return new BroadcastOk();
}

void tell(String neighbour, Broadcast news) {
    while (true) {
        try {
            node.rpc(neighbour, news, BroadcastOk.class, 500);
            return;
        } catch (Maelstrom.RpcError e) {
            node.log(e.getMessage());
        }
    }
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Topology.class, request -> {
            neighbours = request.topology().get(node.id());
            return new TopologyOk();
        });
        node.on(Broadcast.class, this::broadcast);
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
