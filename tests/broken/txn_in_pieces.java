///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 200 --time-limit 5 --latency 20 --latency-dist
// test: exponential --consistency-models snapshot-isolation
// convicted of: G-single-item
//
// The bug: a transaction's writes reach the other node one by one, so that readers there see only some of them.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}
record Write(Object key, Object value) {}

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
    written.forEach((key, value) -> node.peers().forEach(peer -> node.send(peer, new Write(key, value))));
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> {
        node.on(Txn.class, request -> perform(node, request));
        node.hear(Write.class, (write, _) -> database.put(write.key(), write.value()));
    });
}
