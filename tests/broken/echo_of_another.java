///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w echo --node-count 1 --concurrency 4n --rate 100 --time-limit 5
// convicted of: errors
//
// The bug: the request is kept in a field, and while its handler waits, another handler overwrites the field.

record Echo(Object echo) {}
record EchoOk(Object echo) {}

Object current;

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, request -> {
        current = request.echo();
        node.sleep(20);
        return new EchoOk(current);
    }));
}
