///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 5 --nemesis partition --availability total
//
// Asks the timestamp oracle, which never returns the same number twice. Partitions do not cut off services.

record Generate() {}
record GenerateOk(long id) {}

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> new GenerateOk(node.linTso())));
}
