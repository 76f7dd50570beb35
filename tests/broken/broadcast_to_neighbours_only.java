///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 5 --topology line --rate 20 --time-limit 5
// convicted of: lost
//
// The bug: tells its neighbours, who tell nobody.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology(Map<String, List<String>> topology) {}
record TopologyOk() {}
record News(long message) {}

final Set<Long> messages = new TreeSet<>();
List<String> neighbours = List.of();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, request -> {
            neighbours = request.topology().get(node.id());
            return new TopologyOk();
        });
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            neighbours.forEach(neighbour -> node.send(neighbour, new News(request.message())));
            return new BroadcastOk();
        });
        node.hear(News.class, (news, _) -> messages.add(news.message()));
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
