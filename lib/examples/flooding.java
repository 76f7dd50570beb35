///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Broadcast, first step (challenge 3b): each new value to every peer, once
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java

// maelstrom test --bin lib/examples/flooding.java
// test: -w broadcast --node-count 5 --time-limit 20 --rate 10
//
// What it is: when a client tells a node a value, the node sends it to every other node, once.
//
// Why it is right, on a network that loses nothing: every value reaches every node in one hop. A node passes on only
// what clients tell it. If it also passed on what nodes tell it, each message would cause more messages, without end.
//
// What it costs: a value is 4 messages on 5 nodes. Half of all operations are reads, so this is 2.0 messages for each
// operation (in the simulator). A value is everywhere after one hop.
//
// What is wrong: with --nemesis partition, a message that is lost is lost for good. The next step is retry.java.

record Topology() {}
record TopologyOk() {}
record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}

/** From node to node: a value that a client has told the sender. */
record News(long message) {}

void main() {
    Set<Long> messages = new TreeSet<>();
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk()); // the neighbours do not matter: a node can talk to any other
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            node.peers().forEach(peer -> node.send(peer, new News(request.message())));
            return new BroadcastOk();
        });
        node.hear(News.class, (news, _) -> messages.add(news.message()));
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
