///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Registers.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models serializable
// convicted of: G2-item
//
// The bug: a commit checks the versions that a transaction overwrites, but not those that it only read.

void main() {
    Maelstrom.serve(node -> new Registers(node) {
        @Override
        List<List<Object>> perform(List<List<Object>> txn) {
            Map<Object, Object> before = Map.copyOf(database);
            List<List<Object>> done = super.perform(txn);
            database.keySet().retainAll(before.keySet());
            database.putAll(before); // as if nothing had happened: the writes come later
            node.sleep(10);
            if (writes(txn).keySet().stream().anyMatch(key -> !Objects.equals(before.get(key), database.get(key)))) {
                throw new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "another transaction came between");
            }
            database.putAll(writes(txn));
            return done;
        }
    });
}
