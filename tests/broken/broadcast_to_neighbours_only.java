///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 5 --topology line --rate 20 --time-limit 5
// convicted of: lost
//
// The bug: a node sends messages to its neighbours, but they do not forward them.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        @Override
        void accept(long message) {
            messages.add(message);
            neighbours.forEach(neighbour -> node.send(neighbour, new News(Set.of(message))));
        }
    });
}
