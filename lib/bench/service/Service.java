package bench.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** A store or a clock that stands beside the nodes; they send it messages under its name, as to another node. */
public interface Service {

    /**
     * Performs a request.
     *
     * @param client  the node that asks: what a service may answer can depend on what this node has seen
     * @param request the body of its message
     * @return the body of the reply, still without {@code in_reply_to}; or null if the service does not know this type
     *         of request: then, as with Maelstrom, nothing happens and nobody is answered
     */
    ObjectNode handle(String client, ObjectNode request);

    /** What nodes call the services. */
    List<String> NAMES = List.of("lin-kv", "seq-kv", "lww-kv", "lin-tso");

    /** The services of a test by their names, each empty. */
    static Map<String, Service> all(RandomGenerator random) {
        Map<String, Service> services = new LinkedHashMap<>();
        services.put("lin-kv", new LinKv());
        services.put("seq-kv", new SeqKv(random));
        services.put("lww-kv", new LwwKv(random));
        services.put("lin-tso", new LinTso());
        return services;
    }
}
