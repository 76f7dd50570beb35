///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Logs.java

// test: -w kafka --node-count 1 --concurrency 4n --rate 200 --time-limit 5
// convicted of: int-poll-skip
//
// The bug: of more than three messages, a poll returns only the first two and the last.

void main() {
    Maelstrom.serve(node -> new Logs(node) {
        @Override
        List<List<Long>> poll(String key, long offset) {
            List<List<Long>> messages = new ArrayList<>(super.poll(key, offset));
            if (messages.size() > 3) {
                messages.subList(2, messages.size() - 1).clear();
            }
            return messages;
        }
    });
}
