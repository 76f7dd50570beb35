package bench.story;

import bench.check.Phrases;
import bench.history.Json;
import bench.journal.Event;
import bench.kernel.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the messages to nodes, from other nodes or services, that contain a value, and the fate of each. */
final class Carriers {

    private static final Set<String> NO_VALUES = Set.of("msg_id", "in_reply_to");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Run run;
    private final String value;
    private final Map<Long, Carrier> byId = new LinkedHashMap<>();

    /**
     * One such message.
     *
     * @param type     the type in its body
     * @param received when it first arrived; null if it did not
     * @param loss     how it was lost; null if it was not
     */
    record Carrier(String src, String dest, String type, long sentNanos, Long received, Loss loss) {

        boolean arrived() {
            return received != null;
        }
    }

    /** The loss of a message. */
    record Loss(Event.Cause cause, long nanos) {
    }

    Carriers(Run run, Object value) {
        this.run = run;
        this.value = Json.write(value);
        run.replay(this::note);
    }

    private void note(long nanos, Event event) {
        switch (event) {
            case Event.Send(long id, String src, String dest, String body) -> {
                boolean isToNode = !Message.isClient(src) && run.nodes().contains(dest);
                if (isToNode && body.contains(value)) { // a quick check first, because there may be many messages
                    JsonNode json = JSON.readTree(body);
                    if (has(json)) {
                        byId.put(id, new Carrier(src, dest, Phrases.plain(json.path("type").asString("")), nanos,
                                null, null));
                    }
                }
            }
            case Event.Recv(long id, String _, String _) -> byId.computeIfPresent(id, (_, sent) -> sent.arrived() ? sent
                    : new Carrier(sent.src, sent.dest, sent.type, sent.sentNanos, nanos, sent.loss));
            case Event.Lost(long id, String _, String _, Event.Cause why) -> byId.computeIfPresent(id, (_, sent) ->
                    new Carrier(sent.src, sent.dest, sent.type, sent.sentNanos, sent.received, new Loss(why, nanos)));
            default -> { }
        }
    }

    private boolean has(JsonNode json) {
        if (json.isObject()) {
            return json.properties().stream()
                    .anyMatch(field -> !NO_VALUES.contains(field.getKey()) && has(field.getValue()));
        }
        return json.isArray() ? json.valueStream().anyMatch(this::has) : json.toString().equals(value);
    }

    /** The messages to a node, in the order in which they were sent. */
    List<Carrier> to(String node) {
        return byId.values().stream().filter(carrier -> carrier.dest.equals(node)).toList();
    }
}
