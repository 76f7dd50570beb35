///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES VersionedRegisters.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 3 --concurrency 2n --rate 200 --time-limit 5 --latency 50 --latency-dist
// test: exponential --consistency-models causal-cerone
// convicted of: stale-read
//
// The bug: a transaction may overtake another one that it has seen, so a reader on a third node sees an effect without
// its cause.

void main() {
    Maelstrom.serve(node -> new VersionedRegisters(node) {
        record Writes(List<Write> writes) {}

        {
            node.hear(Writes.class, (writes, _) -> writes.writes().forEach(this::learn));
        }

        @Override
        void spread(List<Write> writes) {
            node.peers().forEach(peer -> node.send(peer, new Writes(writes)));
        }
    });
}
