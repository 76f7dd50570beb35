///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 20 --consistency-models
// test: read-committed
// convicted of: replicas
//
// The bug: the last write to arrive wins, and two writes arrive in different orders here and there.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}
record Writes(Map<Object, Object> written) {}

final Map<Object, Object> database = new HashMap<>();

TxnOk perform(Maelstrom.Node node, Txn request) {
    Map<Object, Object> written = new LinkedHashMap<>();
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), database.get(step.get(1))));
        } else {
            database.put(step.get(1), step.get(2));
            written.put(step.get(1), step.get(2));
            done.add(step);
        }
    }
    node.peers().forEach(peer -> node.send(peer, new Writes(written)));
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> {
        node.on(Txn.class, request -> perform(node, request));
        node.hear(Writes.class, (writes, _) -> database.putAll(writes.written()));
    });
}
