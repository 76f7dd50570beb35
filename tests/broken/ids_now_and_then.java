///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w unique-ids --node-count 3 --rate 50 --time-limit 5 --availability total
// convicted of: availability
//
// The bug: one request in fifty is refused. Maelstrom objects only with --availability.

record Generate() {}
record GenerateOk(Object id) {}

long count;

void main() {
    Maelstrom.serve(node -> node.on(Generate.class, _ -> {
        if (node.random().nextInt(50) == 0) {
            throw new Maelstrom.RpcError(Maelstrom.Code.TEMPORARILY_UNAVAILABLE, "not now");
        }
        return new GenerateOk(node.id() + "-" + ++count);
    }));
}
