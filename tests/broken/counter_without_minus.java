///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w pn-counter --node-count 1 --rate 50 --time-limit 5
// convicted of: errors
//
// The bug: negative additions are acknowledged but not performed.

record Add(long delta) {}
record AddOk() {}
record Read() {}
record ReadOk(long value) {}

long total;

void main() {
    Maelstrom.serve(node -> {
        node.on(Add.class, request -> {
            total += Math.max(0, request.delta());
            return new AddOk();
        });
        node.on(Read.class, _ -> new ReadOk(total));
    });
}
