package bench.kernel;

import tools.jackson.databind.node.ObjectNode;

/** A message in the network, with the number under which it travels. */
public record Message(long id, String src, String dest, ObjectNode body) {

    /** Clients are told by the first letter of their name, as in Maelstrom. */
    public static boolean isClient(String id) {
        return id.startsWith("c");
    }

    public boolean involvesClient() {
        return isClient(src) || isClient(dest);
    }
}
