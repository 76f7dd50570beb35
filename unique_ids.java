///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 2, Unique IDs: no node asks another
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 2, Unique IDs: no two replies have the same id, even while the network is cut.
//
//     maelstrom test -w unique-ids --bin unique_ids.java --time-limit 30 --rate 1000 --node-count 3 \
//         --availability total --nemesis partition
//
// What it does. An id has three parts: the node's name, 64 random bits that each start draws, and a count, such as
// n0-8f3a52c07be91d64-1.
//
// Why it is right. Different nodes have different names, so they need not ask each other. Each node counts, so it never
// repeats itself. A restarted node has forgotten its count, so it draws new random bits. After a million starts of
// one node, the chance that two of them drew the same bits is 1 in 37 million. A clock, the usual alternative, can jump
// back while the node is down.
//
// What it costs. No messages between nodes, and no waiting.
//
// What is left out. The ids are neither short, nor numbers, nor sorted by time.

record Generate() {}
record GenerateOk(String id) {}

String prefix; // of all ids since this start
long count;

void main() {
    Maelstrom.serve(node -> {
        prefix = node.id() + "-" + Long.toHexString(node.random().nextLong());
        node.on(Generate.class, _ -> new GenerateOk(prefix + "-" + ++count));
    });
}
