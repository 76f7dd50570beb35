///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 2 --concurrency 2n --rate 200 --time-limit 5 --latency 10
// convicted of: inconsistent-offsets
//
// The bug: two nodes count separately and assign the same offset to different messages.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        record Copy(String key, long offset, long msg) {}

        {
            node.hear(Copy.class, (copy, _) -> log(copy.key()).putIfAbsent(copy.offset(), copy.msg()));
        }

        @Override
        long send(String key, long msg) {
            long offset = super.send(key, msg);
            node.peers().forEach(peer -> node.send(peer, new Copy(key, offset, msg)));
            return offset;
        }
    });
}
