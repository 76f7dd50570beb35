package bench.kernel;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A message in the network, with its number. */
public final class Message {

    private final long id;
    private final String src;
    private final String dest;
    private final ObjectNode body;
    private String text;

    public Message(long id, String src, String dest, ObjectNode body) {
        this.id = id;
        this.src = src;
        this.dest = dest;
        this.body = body;
    }

    public long id() {
        return id;
    }

    public String src() {
        return src;
    }

    public String dest() {
        return dest;
    }

    public ObjectNode body() {
        return body;
    }

    /** The body as JSON, serialized once for both the receiver and the journal. */
    public String text() {
        if (text == null) {
            text = body.toString();
        }
        return text;
    }

    /** Whether this is the name of a client. As in Maelstrom, the first letter decides. */
    public static boolean isClient(String id) {
        return id.startsWith("c");
    }

    /** Whether neither of these is the name of a client: nodes and services are what Maelstrom calls servers. */
    public static boolean isBetweenServers(String src, String dest) {
        return !isClient(src) && !isClient(dest);
    }

    /** The line that a node gets on stdin, without the line end. */
    public String line() {
        return "{\"id\":" + id + ",\"src\":" + quote(src) + ",\"dest\":" + quote(dest) + ",\"body\":" + text() + "}";
    }

    private static String quote(String name) {
        return JsonNodeFactory.instance.stringNode(name).toString();
    }

    public boolean involvesClient() {
        return !isBetweenServers(src, dest);
    }
}
