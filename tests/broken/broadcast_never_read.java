///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 2 --rate 20 --time-limit 5
// convicted of: stats
//
// The bug: reads are not answered.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        @Override
        ReadOk read() {
            return null;
        }
    });
}
