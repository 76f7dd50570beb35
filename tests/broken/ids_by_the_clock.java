///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 1000 --time-limit 5
// convicted of: duplicated
//
// The bug: two requests in one millisecond get the same id.

record Generate() {}
record GenerateOk(Object id) {}

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> new GenerateOk(node.id() + "-" + node.now())));
}
