package bench.story;

import bench.check.Phrases;
import bench.history.Json;
import bench.journal.Event;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the messages by which other nodes or services told nodes a value, and the fate of each. */
final class Carriers {

    /** The fields of the protocol, which carry no values. */
    static final Set<String> PROTOCOL = Set.of("type", "msg_id", "in_reply_to");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Run run;
    private final String value;
    private final Predicate<String> fields;
    private final Map<Long, Carrier> byId = new LinkedHashMap<>();
    private final Set<String> mentionedTo = new HashSet<>();

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

    /** @param fields in which fields the value counts; elsewhere it is only mentioned */
    Carriers(Run run, Object value, Predicate<String> fields) {
        this.run = run;
        this.value = Json.write(value);
        this.fields = fields;
        run.replay(this::note);
    }

    private void note(long nanos, Event event) {
        switch (event) {
            case Event.Send(long id, String src, String dest, String body) -> {
                if (run.isToNode(src, dest) && body.contains(value)) { // a quick check, because there may be many
                    JsonNode json = JSON.readTree(body);
                    if (has("", json, _ -> true)) {
                        mentionedTo.add(dest);
                    }
                    if (has("", json, fields)) {
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

    private boolean has(String name, JsonNode json, Predicate<String> names) {
        if (json.isObject()) {
            return json.properties().stream().anyMatch(field -> !PROTOCOL.contains(field.getKey())
                    && has(field.getKey(), field.getValue(), names));
        }
        return json.isArray() ? json.valueStream().anyMatch(item -> has(name, item, names))
                : names.test(name) && json.toString().equals(value);
    }

    /** The messages to a node, in the order in which they were sent. */
    List<Carrier> to(String node) {
        return byId.values().stream().filter(carrier -> carrier.dest.equals(node)).toList();
    }

    /** Whether any message to a node mentions the value, perhaps as something else, such as a count. */
    boolean mentionTo(String node) {
        return mentionedTo.contains(node);
    }
}
