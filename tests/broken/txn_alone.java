///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 50 --time-limit 5 --consistency-models read-committed
// convicted of: replicas
//
// The bug: the nodes never talk to each other. Each one is consistent with itself, so Elle finds nothing.

void main() {
    Maelstrom.serve(node -> new Registers(node));
}
