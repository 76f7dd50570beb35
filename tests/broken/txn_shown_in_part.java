///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES VersionedRegisters.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 20 --latency-dist
// test: exponential --consistency-models read-atomic
// convicted of: fractured-read
//
// The bug: a transaction's writes reach the other node one by one. At the end all agree, but before, readers see
// transactions in part.

void main() {
    Maelstrom.serve(node -> new VersionedRegisters(node) {
        @Override
        void spread(List<Write> writes) {
            writes.forEach(write -> node.peers().forEach(peer -> node.send(peer, write)));
        }
    });
}
