///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models read-atomic
// convicted of: internal
//
// The bug: reads are answered from the state before the transaction, even after it has written.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        Map<Object, Object> before;

        @Override
        List<List<Object>> perform(List<List<Object>> txn) {
            before = Map.copyOf(database);
            return super.perform(txn);
        }

        @Override
        Object read(Object key) {
            return before.get(key);
        }
    });
}
