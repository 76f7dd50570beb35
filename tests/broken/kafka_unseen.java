///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: unseen
//
// The bug: polls never return the newest message of a log.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        @Override
        List<List<Long>> poll(String key, long offset) {
            List<List<Long>> messages = super.poll(key, offset);
            return messages.isEmpty() ? messages : messages.subList(0, messages.size() - 1);
        }
    });
}
