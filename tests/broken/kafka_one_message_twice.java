///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 2 --concurrency 2n --rate 100 --time-limit 5 --latency 20 --latency-dist exponential
// convicted of: duplicate
//
// The bug: the first node keeps all logs, and a node whose request to it times out sends the message again.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        final String keeper = node.nodes().getFirst();

        @Override
        long send(String key, long msg) {
            while (!node.id().equals(keeper)) {
                try {
                    return node.rpc(keeper, new Send(key, msg), SendOk.class, 80).offset();
                } catch (Maelstrom.RpcError e) {
                    node.log(e.getMessage());
                }
            }
            return super.send(key, msg);
        }

        @Override
        List<List<Long>> poll(String key, long offset) {
            if (node.id().equals(keeper)) {
                return super.poll(key, offset);
            }
            return node.rpc(keeper, new Poll(Map.of(key, offset)), PollOk.class).msgs().getOrDefault(key, List.of());
        }
    });
}
