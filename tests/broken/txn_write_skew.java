///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models serializable
// convicted of: G2-item
//
// The bug: compares what a transaction overwrites, but not what it only read.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

final Map<Object, Object> database = new HashMap<>();

TxnOk perform(Maelstrom.Node node, Txn request) {
    Map<Object, Object> snapshot = new HashMap<>(database);
    Map<Object, Object> written = new HashMap<>();
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), snapshot.get(step.get(1))));
        } else {
            snapshot.put(step.get(1), step.get(2));
            written.put(step.get(1), step.get(2));
            done.add(step);
        }
    }
    Map<Object, Object> before = new HashMap<>(database);
    node.sleep(10);
    if (written.keySet().stream().anyMatch(key -> !Objects.equals(before.get(key), database.get(key)))) {
        throw new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "another transaction came between");
    }
    database.putAll(written);
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> node.on(Txn.class, request -> perform(node, request)));
}
