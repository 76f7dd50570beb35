package bench.workload;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A set of messages that nodes forward to each other. Before the test, each node is told its neighbours. */
public final class Broadcast extends SetWorkload {

    private final Settings settings;

    public Broadcast(Settings settings) {
        super(settings, "broadcast", "message", "messages", List.of("final?"));
        this.settings = settings;
    }

    @Override
    public ObjectNode setup() {
        ObjectNode request = RequestBody.of("topology");
        ObjectNode topology = request.putObject("topology");
        Topology.of(settings.topology(), settings.nodes()).forEach((node, neighbours) -> {
            ArrayNode array = topology.putArray(node);
            neighbours.forEach(array::add);
        });
        return request;
    }

    /** A read without an answer counts as failed, because it had no effect. */
    @Override
    public boolean failsOn(String f, boolean definite) {
        return definite || f.equals("read");
    }
}
