///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 2 --concurrency 10n --rate 500 --time-limit 5 --latency 20 --latency-dist exponential
// convicted of: poll-skip
//
// The bug: copies overtake each other, and a poll returns a message although an earlier one is still on its way.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        record Copy(String key, long offset, long msg) {}

        {
            node.hear(Copy.class, (copy, _) -> log(copy.key()).put(copy.offset(), copy.msg()));
        }

        @Override
        long send(String key, long msg) {
            long offset = node.linKv().update("length " + key, 0L, length -> length + 1) - 1;
            node.nodes().forEach(to -> node.send(to, new Copy(key, offset, msg)));
            return offset;
        }
    });
}
