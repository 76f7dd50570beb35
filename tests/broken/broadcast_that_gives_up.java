///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/Maelstrom.java
//SOURCES Messages.java

// test: -w broadcast --node-count 3 --rate 20 --time-limit 20 --nemesis partition --nemesis-interval 5
// convicted of: lost
//
// The bug: a node tries three times in three seconds and then gives up. A partition lasts longer.

void main() {
    Maelstrom.serve(node -> new Messages(node) {
        @Override
        void accept(long message) {
            if (messages.add(message)) {
                node.peers().forEach(peer -> node.after(0, () -> tell(peer, message)));
            }
        }

        void tell(String peer, long message) {
            for (int i = 0; i < 3; i++) {
                try {
                    node.rpc(peer, new Broadcast(message), BroadcastOk.class, 1_000);
                    return;
                } catch (Maelstrom.RpcError e) {
                    node.log(e.getMessage());
                }
            }
        }
    });
}
