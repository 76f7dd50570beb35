///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 1 --rate 50 --time-limit 5
// convicted of: lost
//
// The bug: a message that arrives while the node is busy with another one is acknowledged but forgotten.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        boolean busy;

        @Override
        void accept(long message) {
            if (!busy) {
                busy = true;
                messages.add(message);
                node.after(20, () -> busy = false);
            }
        }
    });
}
