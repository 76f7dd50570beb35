///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w lin-kv --node-count 3 --concurrency 2n --rate 50 --time-limit 5 --nemesis partition
//
// Forwards every request to the linearizable store. Its definite errors are passed on to the client.

record Read(Object key) {}
record ReadOk(Object value) {}
record Write(Object key, Object value) {}
record WriteOk() {}
record Cas(Object key, Object from, Object to) {}
record CasOk() {}

Maelstrom.Node node;

<R> R pass(Object request, Class<R> reply) {
    try {
        return node.rpc("lin-kv", request, reply);
    } catch (Maelstrom.RpcError e) {
        throw new Maelstrom.RpcError(e.definite() ? e.code() : Maelstrom.Code.CRASH, e.getMessage());
    }
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Read.class, request -> pass(request, ReadOk.class));
        node.on(Write.class, request -> pass(request, WriteOk.class));
        node.on(Cas.class, request -> pass(request, CasOk.class));
    });
}
