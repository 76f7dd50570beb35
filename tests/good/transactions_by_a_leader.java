///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 3 --concurrency 2n --rate 50 --time-limit 5 --nemesis partition --latency 10
//
// The first node performs all transactions, one at a time; a node that cannot reach it does nothing: strictly
// serializable.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

final Map<Object, Object> database = new HashMap<>();

TxnOk perform(Txn request) {
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : request.txn()) {
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", step.get(1), database.get(step.get(1))));
        } else {
            database.put(step.get(1), step.get(2));
            done.add(step);
        }
    }
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> {
        String leader = node.nodes().getFirst();
        node.on(Txn.class, request ->
                node.id().equals(leader) ? perform(request) : node.rpc(leader, request, TxnOk.class));
    });
}
