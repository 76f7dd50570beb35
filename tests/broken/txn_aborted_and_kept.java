///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models
// test: read-committed
// convicted of: G1a
//
// The bug: aborts a transaction after its writes, which stay.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

final Map<Object, Object> database = new HashMap<>();

TxnOk perform(Maelstrom.Node node, Txn request) {
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), database.get(step.get(1))));
        } else {
            database.put(step.get(1), step.get(2));
            done.add(step);
        }
    }
    if (node.random().nextInt(10) == 0) {
        throw new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "try again");
    }
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> node.on(Txn.class, request -> perform(node, request)));
}
