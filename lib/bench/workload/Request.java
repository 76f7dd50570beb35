package bench.workload;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the bodies of requests. */
final class Request {

    private Request() {
    }

    static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
