///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 2, Unique IDs: an id that no node ever gives out twice, even while the network is cut.
//
// The idea: node, start, count. Nodes have different names, so they need not ask each other. One node counts, so it
// does not repeat itself. Only a node that is killed and comes back would, as it forgets its count; so each start draws
// 64 random bits. After a million starts of one node, the odds that any two of them drew the same are 1 to 37 million.
// A clock, the usual alternative, would not do: it can jump back while the node is down.
//
// The cost: no messages between nodes, no waiting. Left out: ids that are short, or numbers, or sorted by time.

record Generate() {}
record GenerateOk(String id) {}

String start;
long count;

void main() {
    Maelstrom.serve(node -> {
        start = node.id() + "-" + Long.toHexString(node.random().nextLong());
        node.on(Generate.class, _ -> new GenerateOk(start + "-" + ++count));
    });
}
