///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-counter --node-count 3 --rate 50 --time-limit 5
// convicted of: errors
//
// The bug: seq-kv may answer a read with an old state, and nothing here forces a newer one.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            node.seqKv().update("total", 0L, total -> total + request.delta());
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(node.seqKv().readOr("total", 0L)));
    });
}
