///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 5
// convicted of: duplicated
//
// The bug: a node reads the last id and then writes the next one. In between, another node may do the same.

record Generate() {}
record GenerateOk(Object id) {}

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> {
        long id = node.linKv().readOr("last", 0L) + 1;
        node.linKv().write("last", id);
        return new GenerateOk(id);
    }));
}
