///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 50 --time-limit 5 --nemesis partition
//
// The whole database is one value in the linearizable store, changed by compare-and-set: strictly serializable.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

TxnOk perform(Maelstrom.Node node, Txn request) {
    Map<String, Object> before = node.linKv().readOr("database", new TreeMap<String, Object>());
    Map<String, Object> after = new TreeMap<>(before);
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        String key = step.get(1).toString();
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), after.get(key)));
        } else {
            after.put(key, step.get(2));
            done.add(step);
        }
    }
    if (!after.equals(before)) {
        replace(node, before, after);
    }
    return new TxnOk(done);
}

void replace(Maelstrom.Node node, Object before, Object after) {
    try {
        node.linKv().casOrCreate("database", before, after);
    } catch (Maelstrom.RpcError e) {
        throw e.definite() ? new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "another one came between") : e;
    }
}

void main() {
    Maelstrom.serve(node -> node.on(Txn.class, request -> perform(node, request)));
}
