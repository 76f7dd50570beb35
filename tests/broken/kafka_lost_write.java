///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: lost-write
//
// The bug: one message in fifty is acknowledged but not stored.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        final Map<String, Long> ends = new HashMap<>();
        long sent;

        @Override
        long send(String key, long msg) {
            long offset = ends.merge(key, 1L, Long::sum) - 1;
            if (++sent % 50 != 0) {
                log(key).put(offset, msg);
            }
            return offset;
        }
    });
}
