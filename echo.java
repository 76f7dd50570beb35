///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 1, Echo: the simplest script
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

// Challenge 1, Echo: every message comes back as it was sent.
//
//     maelstrom test -w echo --bin echo.java --node-count 1 --time-limit 10
//
// This is the simplest script; read it first to see the layout. First come the messages, as records, then state and
// handlers, then main. A record's name is the message's type: `EchoOk` is `echo_ok`. A handler gets a request, and what
// it returns is the reply. A handler that does not wait runs undisturbed, so scripts need no locks. Line 1 lets a shell
// run this file; lines 2 to 5 are for JBang. No class is needed around a script, and few imports (Java 25).

record Echo(Object echo) {}
record EchoOk(Object echo) {}

void main() {
    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
}
