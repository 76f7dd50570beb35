package bench.story;

import bench.history.Json;
import bench.journal.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out in which fields of their messages nodes tell each other the values of a set. Other fields may have the same
 * numbers in them, such as counts and clocks.
 */
final class ValueFields {

    private static final Set<String> ADDITIONS = Set.of("broadcast", "add");

    /** So many messages show what is usual, and take less than a second. */
    private static final int MOST_MESSAGES = 20_000;

    /** Maelstrom's journal and its history have clocks of their own, which can be aligned only roughly. */
    private static final long CLOCKS_DIFFER_NANOS = 1_000_000_000;

    /** In a field for values, nearly everything is a value that a client had sent before. A clock soon is not. */
    private static final double NEARLY_ALL = 0.9;

    /** Of the values that nodes pass on, a field for values has most. A count of a node's own values has fewer. */
    private static final double MOST = 0.6;

    private final Run run;
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private int messages;

    private static final class Content {

        private final Set<String> values = new HashSet<>();
        private long all;
        private long sent;
    }

    private ValueFields(Run run) {
        this.run = run;
        run.history().invocations().filter(op -> ADDITIONS.contains(op.f()))
                .forEach(op -> begun.putIfAbsent(Json.write(op.value()), op.time()));
        run.replay(this::note);
    }

    /** The names of these fields; a list has the name of the field that holds it. */
    static Set<String> of(Run run) {
        Map<String, Content> likely = new HashMap<>(new ValueFields(run).contents);
        likely.values().removeIf(content -> content.sent < NEARLY_ALL * content.all);
        int most = likely.values().stream().mapToInt(content -> content.values.size()).max().orElse(0);
        return likely.entrySet().stream().filter(field -> field.getValue().values.size() >= MOST * most)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void note(long nanos, Event event) {
        if (event instanceof Event.Send send && run.isToNode(send.src(), send.dest()) && messages++ < MOST_MESSAGES) {
            walk(nanos, "", JsonMapper.shared().readTree(send.body()));
        }
    }

    private void walk(long nanos, String field, JsonNode json) {
        if (json.isObject()) {
            json.forEachEntry((name, value) -> walk(nanos, name, value));
        } else if (json.isArray()) {
            json.forEach(item -> walk(nanos, field, item));
        } else if (!Carriers.PROTOCOL.contains(field)) {
            Content content = contents.computeIfAbsent(field, _ -> new Content());
            String value = json.toString();
            content.all++;
            if (begun.getOrDefault(value, Long.MAX_VALUE) - CLOCKS_DIFFER_NANOS <= nanos) {
                content.sent++;
                content.values.add(value);
            }
        }
    }
}
