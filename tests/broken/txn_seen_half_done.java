///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models
// test: read-committed
// convicted of: G1b
//
// The bug: a transaction waits between its steps, so others see values that it will overwrite.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        @Override
        void write(Object key, Object value) {
            super.write(key, value);
            node.sleep(5);
        }
    });
}
