///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: nonmonotonic-send
//
// The bug: offsets are assigned in pairs, the larger one first.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        @Override
        long end(String key) {
            return log(key).size() ^ 1;
        }
    });
}
