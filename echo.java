///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 1, Echo: every message comes back as it was sent.
//
// Nothing can go wrong here, which makes it the place to see how a script is laid out: the messages as records, then
// state and handlers, then main. The message type is the record's name, `EchoOk` is `echo_ok`.

record Echo(Object echo) {}
record EchoOk(Object echo) {}

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
}
