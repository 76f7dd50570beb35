///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models
// test: snapshot-isolation
// convicted of: lost-update
//
// The bug: two transactions read one version, and both replace it. Nobody compares before the write.

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
    node.sleep(10);
    database.putAll(written);
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> node.on(Txn.class, request -> perform(node, request)));
}
