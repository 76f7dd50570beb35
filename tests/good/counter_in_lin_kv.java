///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w g-counter --node-count 3 --rate 20 --time-limit 8 --nemesis partition
//
// Keeps one number in the linearizable store and changes it by compare-and-set.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            node.linKv().update("total", 0L, total -> total + request.delta());
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(node.linKv().readOr("total", 0L)));
    });
}
