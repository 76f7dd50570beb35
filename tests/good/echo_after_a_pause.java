///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java

// test: -w echo --node-count 2 --concurrency 4n --rate 50 --time-limit 5
//
// Waits before each answer and handles other requests meanwhile. A handler keeps its own variables while it waits.

record Echo(Object echo) {}
record EchoOk(Object echo) {}

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, request -> {
        node.sleep(node.random().nextInt(200));
        return new EchoOk(request.echo());
    }));
}
