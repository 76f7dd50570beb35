///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 20 --consistency-models
// test: read-committed
// convicted of: replicas
//
// The bug: the last write to arrive wins, but two writes may arrive in different orders on different nodes.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        record Writes(Map<Object, Object> values) {}

        {
            node.hear(Writes.class, (writes, _) -> database.putAll(writes.values()));
        }

        @Override
        List<List<Object>> perform(List<List<Object>> txn) {
            List<List<Object>> done = super.perform(txn);
            node.peers().forEach(peer -> node.send(peer, new Writes(writes(txn))));
            return done;
        }
    });
}
