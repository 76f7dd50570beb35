///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-set --node-count 5 --rate 20 --time-limit 8 --nemesis partition
//
// Repeatedly asks a random peer for its set.

record Add(long element) {}
record AddOk() {}
record Read() {}
record ReadOk(Set<Long> value) {}
record Pull() {}
record PullOk(Set<Long> elements) {}

final Set<Long> elements = new TreeSet<>();

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            elements.add(request.element());
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(elements));
        node.on(Pull.class, _ -> new PullOk(elements));
        node.every(400, () -> {
            String peer = node.peers().get(node.random().nextInt(node.peers().size()));
            try {
                elements.addAll(node.rpc(peer, new Pull(), PullOk.class, 500).elements());
            } catch (Maelstrom.RpcError e) {
                node.log(e.getMessage());
            }
        });
    });
}
