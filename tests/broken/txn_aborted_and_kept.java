///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models
// test: read-committed
// convicted of: G1a
//
// The bug: a transaction is aborted after its writes, which are not undone.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        @Override
        List<List<Object>> perform(List<List<Object>> txn) {
            List<List<Object>> done = super.perform(txn);
            if (node.random().nextInt(10) == 0) {
                throw new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "try again");
            }
            return done;
        }
    });
}
