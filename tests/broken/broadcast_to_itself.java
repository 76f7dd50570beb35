///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 3 --rate 20 --time-limit 5
// convicted of: lost
//
// The bug: a node never tells its messages to others.

void main() {
    Maelstrom.serve(node -> new Messages(node));
}
