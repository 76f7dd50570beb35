package bench.story;

import bench.history.Json;
import bench.journal.Event;
import bench.kernel.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages to nodes, from others or from services, that have a value in them, and what became of each. */
final class Carriers {

    private static final Set<String> NO_VALUES = Set.of("msg_id", "in_reply_to");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Run run;
    private final String text;
    private final Map<Long, Carrier> byId = new HashMap<>();
    private final List<Carrier> carriers = new ArrayList<>();

    /** One such message: when it was sent; when it arrived, or got lost and to what. */
    static final class Carrier {

        private final String src;
        private final String dest;
        private final String type;
        private final long sentNanos;
        private long receivedNanos = -1;
        private Event.Cause lostTo;
        private long lostNanos;

        private Carrier(String src, String dest, String type, long sentNanos) {
            this.src = src;
            this.dest = dest;
            this.type = type;
            this.sentNanos = sentNanos;
        }

        String src() {
            return src;
        }

        /** The type in the message's body. */
        String type() {
            return type;
        }

        long sentNanos() {
            return sentNanos;
        }

        boolean arrived() {
            return receivedNanos >= 0;
        }

        long receivedNanos() {
            return receivedNanos;
        }

        /** What swallowed it; null if nothing did. */
        Event.Cause lostTo() {
            return lostTo;
        }

        long lostNanos() {
            return lostNanos;
        }
    }

    Carriers(Run run, Object value) {
        this.run = run;
        this.text = Json.write(value);
        run.replay(this::note);
    }

    private void note(long nanos, Event event) {
        switch (event) {
            case Event.Send(long id, String src, String dest, String body) -> {
                if (body.contains(text) && !Message.isClient(src) && run.nodes().contains(dest)) {
                    JsonNode json = JSON.readTree(body);
                    if (has(json)) {
                        Carrier carrier = new Carrier(src, dest, json.path("type").asString(""), nanos);
                        byId.put(id, carrier);
                        carriers.add(carrier);
                    }
                }
            }
            case Event.Recv(long id, String _, String _) when byId.containsKey(id) -> {
                if (!byId.get(id).arrived()) {
                    byId.get(id).receivedNanos = nanos;
                }
            }
            case Event.Lost(long id, String _, String _, Event.Cause why) when byId.containsKey(id) -> {
                byId.get(id).lostTo = why;
                byId.get(id).lostNanos = nanos;
            }
            default -> { }
        }
    }

    private boolean has(JsonNode json) {
        if (json.isObject()) {
            return json.properties().stream().anyMatch(field -> !NO_VALUES.contains(field.getKey()) && has(field.getValue()));
        }
        return json.isArray() ? json.valueStream().anyMatch(this::has) : json.toString().equals(text);
    }

    /** Those to a node, in the order in which they were sent. */
    List<Carrier> to(String node) {
        return carriers.stream().filter(carrier -> carrier.dest.equals(node)).toList();
    }
}
