///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: G1a
//
// The bug: a refused message is stored anyway.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        @Override
        long send(String key, long msg) {
            long offset = super.send(key, msg);
            if (node.random().nextInt(20) == 0) {
                throw new Maelstrom.RpcError(Maelstrom.Code.TEMPORARILY_UNAVAILABLE, "not now");
            }
            return offset;
        }
    });
}
