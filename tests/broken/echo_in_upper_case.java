///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w echo --node-count 1 --rate 50 --time-limit 5
// convicted of: errors
//
// The bug: some answers are in upper case.

record Echo(String echo) {}
record EchoOk(String echo) {}

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, request ->
            new EchoOk(node.random().nextInt(20) == 0 ? request.echo().toUpperCase() : request.echo())));
}
