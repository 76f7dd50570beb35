///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models
// test: read-committed
// convicted of: G1c
//
// The bug: two transactions that run at the same time see each other's writes.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        @Override
        List<Object> performStep(List<Object> step) {
            node.sleep(node.random().nextInt(20));
            return super.performStep(step);
        }
    });
}
