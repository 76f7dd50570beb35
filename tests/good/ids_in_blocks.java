///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 5 --nemesis partition
//
// Reserves a hundred ids at a time by compare-and-set. A read of seq-kv may be stale, but a compare-and-set that
// succeeds is not.

record Generate() {}
record GenerateOk(long id) {}

long next;
long end;

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> {
        while (next == end) {
            long claimed = node.seqKv().update("claimed", 0L, ids -> ids + 100);
            next = claimed - 100;
            end = claimed;
        }
        return new GenerateOk(next++);
    }));
}
