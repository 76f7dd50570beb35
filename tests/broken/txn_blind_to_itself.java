///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 1 --concurrency 4n --rate 200 --time-limit 5 --consistency-models read-atomic
// convicted of: internal
//
// The bug: reads are answered from the state before the transaction, even after it has written.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

final Map<Object, Object> database = new HashMap<>();

TxnOk perform(Txn request) {
    Map<Object, Object> before = Map.copyOf(database);
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), before.get(step.get(1))));
        } else {
            database.put(step.get(1), step.get(2));
            done.add(step);
        }
    }
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> node.on(Txn.class, this::perform));
}
