///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 100 --time-limit 5
// convicted of: duplicated
//
// The bug: of 500 random ids out of 65,536, two are almost certainly equal (the birthday paradox).

record Generate() {}
record GenerateOk(Object id) {}

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> new GenerateOk(node.random().nextInt(1 << 16))));
}
