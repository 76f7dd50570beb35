///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 3 --rate 20 --time-limit 20 --nemesis kill
// convicted of: lost
//
// The bug: sends each message once, so that a node that was away never hears of what it missed.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}
record News(long message) {}

final Set<Long> messages = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            node.peers().forEach(peer -> node.send(peer, new News(request.message())));
            return new BroadcastOk();
        });
        node.hear(News.class, (news, _) -> messages.add(news.message()));
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
