///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 200 --time-limit 5 --latency 20 --latency-dist
// test: exponential --consistency-models snapshot-isolation
// convicted of: G-single-item
//
// The bug: a transaction's writes reach the other node one by one, so readers there see only some of them.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        record Write(Object key, Object value) {}

        {
            node.hear(Write.class, (write, _) -> database.put(write.key(), write.value()));
        }

        @Override
        List<List<Object>> perform(List<List<Object>> txn) {
            List<List<Object>> done = super.perform(txn);
            writes(txn).forEach((key, value) -> node.peers().forEach(peer -> node.send(peer, new Write(key, value))));
            return done;
        }
    });
}
