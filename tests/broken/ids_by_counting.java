///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 2
// convicted of: duplicated
//
// The bug: every node counts from the same start, and ids do not contain the node.

record Generate() {}
record GenerateOk(Object id) {}

long count;

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> new GenerateOk(++count)));
}
