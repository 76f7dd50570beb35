///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 20 --nemesis kill
// convicted of: duplicated
//
// The bug: a node that is killed and started again counts from the beginning.

record Generate() {}
record GenerateOk(Object id) {}

long count;

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> new GenerateOk(node.id() + "-" + ++count)));
}
