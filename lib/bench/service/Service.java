package bench.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key-value store or timestamp oracle that runs beside the nodes. Nodes send it messages by its name, like to another
 * node.
 */
public interface Service {

    /**
     * Performs a request.
     *
     * @param client  the node that asks, because a reply may depend on what this node has seen
     * @param request the body of its message
     * @return the body of the reply, without {@code in_reply_to}; or null if the service does not know this type of
     *         request, which, as in Maelstrom, gets no reply
     */
    ObjectNode handle(String client, ObjectNode request);

    /** The names of the services. */
    List<String> NAMES = List.of("lin-kv", "seq-kv", "lww-kv", "lin-tso");

    /** All services of a test by name, each empty. */
    static Map<String, Service> all(RandomGenerator random) {
        Map<String, Service> services = new LinkedHashMap<>();
        services.put("lin-kv", new LinKv());
        services.put("seq-kv", new SeqKv(random));
        services.put("lww-kv", new LwwKv(random));
        services.put("lin-tso", new LinTso());
        return services;
    }
}
