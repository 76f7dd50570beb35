///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-counter --node-count 3 --rate 20 --time-limit 10 --latency 100 --latency-dist exponential
// convicted of: errors
//
// The bug: a missing answer is taken for a failure, so a slow request is performed and then repeated.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

long total;

void main() {
    Maelstrom.serve(node -> {
        String keeper = node.nodes().getFirst();
        node.on(Add.class, (request, from) -> {
            if (node.id().equals(keeper)) {
                total += request.delta();
                return new AddOk();
            }
            while (true) {
                try {
                    return node.rpc(keeper, request, AddOk.class, 300);
                } catch (Maelstrom.RpcError e) {
                    node.log(e.getMessage());
                }
            }
        });
        node.on(Read.class, request ->
                node.id().equals(keeper) ? new ReadOk(total) : node.rpc(keeper, request, ReadOk.class));
    });
}
