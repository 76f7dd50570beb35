///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Broadcast, second step (challenge 3c): each new value to every peer, until it is acknowledged
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java

// maelstrom test --bin lib/examples/retry.java
// test: -w broadcast --node-count 5 --time-limit 20 --rate 10 --nemesis partition
//
// What it is: flooding.java with one change. A node sends a value to a peer again and again, until the peer answers.
//
// Why it is right: when a partition ends, the next try succeeds. A value can arrive twice, because an answer can be
// lost, too. That does no harm: a set has each value once.
//
// What it costs: 4 messages and 4 answers for a value on 5 nodes. Half of all operations are reads, so this is 4
// messages for each operation; under the partitions of this command 5 to 26, with a median of 8 (in the simulator, 20
// seeds).
//
// What is wrong: each value takes a message of its own to each peer. On 25 nodes that is 48 messages for a value,
// answers included. The next step, broadcast.java, sends many values in one message, through a hub.

record Topology() {}
record TopologyOk() {}
record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}

/** From node to node: a value that a client has told the sender; and the receiver's answer. */
record News(long message) {}
record NewsOk() {}

final long RETRY_MILLIS = 500; // longer than there and back; otherwise values would travel twice for nothing

void tell(Maelstrom.Node node, String peer, News news) {
    while (true) {
        try {
            node.rpc(peer, news, NewsOk.class, RETRY_MILLIS);
            return;
        } catch (Maelstrom.RpcError e) {
            node.log(e.getMessage() + ": trying again");
        }
    }
}

void main() {
    Set<Long> messages = new TreeSet<>();
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            node.peers().forEach(peer -> node.after(0, () -> tell(node, peer, new News(request.message()))));
            return new BroadcastOk(); // at once: the client does not wait for the peers
        });
        node.on(News.class, news -> {
            messages.add(news.message());
            return new NewsOk();
        });
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
