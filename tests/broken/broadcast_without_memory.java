///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 3 --rate 20 --time-limit 20 --nemesis kill
// convicted of: lost
//
// The bug: each message is sent once, so a node that was down never gets what it missed.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        @Override
        void accept(long message) {
            messages.add(message);
            node.peers().forEach(peer -> node.send(peer, new News(Set.of(message))));
        }
    });
}
