///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-counter --node-count 3 --rate 50 --time-limit 5 --latency 20
// convicted of: errors
//
// The bug: if another node changes the counter in between, the addition is lost but still acknowledged.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            long total = node.linKv().readOr("total", 0L);
            try {
                node.linKv().casOrCreate("total", total, total + request.delta());
            } catch (Maelstrom.RpcError e) {
                node.log(e.getMessage());
            }
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(node.linKv().readOr("total", 0L)));
    });
}
