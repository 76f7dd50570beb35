///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w broadcast --node-count 3 --rate 20 --time-limit 20 --nemesis partition --nemesis-interval 5
// convicted of: lost
//
// The bug: tries three times, for three seconds in all. A partition is longer than that.

record Broadcast(long message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Set<Long> messages) {}
record Topology() {}
record TopologyOk() {}
record News(long message) {}
record NewsOk() {}

final Set<Long> messages = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, request -> {
            messages.add(request.message());
            node.peers().forEach(peer -> node.after(0, () -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        node.rpc(peer, new News(request.message()), NewsOk.class, 1_000);
                        return;
                    } catch (Maelstrom.RpcError e) {
                        node.log(e.getMessage());
                    }
                }
            }));
            return new BroadcastOk();
        });
        node.on(News.class, news -> {
            messages.add(news.message());
            return new NewsOk();
        });
        node.on(Read.class, _ -> new ReadOk(messages));
    });
}
