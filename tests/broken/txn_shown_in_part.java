///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w txn-rw-register --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 20 --latency-dist
// test: exponential --consistency-models read-atomic
// convicted of: fractured-read
//
// The bug: a transaction's writes reach the other node one by one. The last write wins by a clock, so that in the end
// all agree; on the way there, readers see a transaction in part.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}
record Write(Object key, Version version) {}
record Version(long time, String node, Object value) {}

final Map<Object, Version> database = new HashMap<>();
long clock;

void put(Write write) {
    clock = Math.max(clock, write.version().time());
    database.merge(write.key(), write.version(), (old, young) ->
            Comparator.comparing(Version::time).thenComparing(Version::node).compare(old, young) < 0 ? young : old);
}

TxnOk perform(Maelstrom.Node node, Txn request) {
    Map<Object, Write> writes = new LinkedHashMap<>();
    List<List<Object>> done = new ArrayList<>();
    clock++;
    for (List<Object> step : request.txn()) {
        Object key = step.get(1);
        if (step.get(0).equals("r")) {
            Write own = writes.get(key);
            Version version = own == null ? database.get(key) : own.version();
            done.add(Arrays.asList("r", key, version == null ? null : version.value()));
        } else {
            writes.put(key, new Write(key, new Version(clock, node.id(), step.get(2))));
            done.add(step);
        }
    }
    writes.values().forEach(this::put);
    writes.values().forEach(write -> node.peers().forEach(peer -> node.send(peer, write)));
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> {
        node.on(Txn.class, request -> perform(node, request));
        node.hear(Write.class, (write, _) -> put(write));
    });
}
