///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 3 --rate 50 --time-limit 20 --nemesis partition
// convicted of: lost
//
// The bug: the node gossips only the last twenty messages.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        {
            node.every(200, () -> {
                Set<Long> newest = messages.reversed().stream().limit(20).collect(Collectors.toSet());
                node.peers().forEach(peer -> node.send(peer, new News(newest)));
            });
        }
    });
}
