///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w echo --node-count 2 --rate 20 --time-limit 5
// convicted of: stats
//
// The bug: the node never answers.

record Echo(Object echo) {}

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, (request, client) -> {
        node.log(client + " says " + request.echo());
        return null;
    }));
}
