package bench.service;

import tools.jackson.databind.node.ObjectNode;

/** A timestamp oracle. It counts up from 0 and never returns the same number twice. */
final class LinTso implements Service {

    private long next = 0;

    @Override
    public ObjectNode handle(String client, ObjectNode request) {
        return request.path("type").asString("").equals("ts") ? KvStep.body("ts_ok").put("ts", next++) : null;
    }
}
