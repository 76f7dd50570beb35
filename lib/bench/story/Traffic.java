package bench.story;

import bench.check.Phrases;
import bench.check.Violation;
import bench.journal.Event;
import bench.kernel.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Says of which types the messages between nodes and services were, and who sent most of them. */
final class Traffic {

    private static final int MOST_TYPES = 3;

    private final Map<String, Integer> byType = new HashMap<>();
    private final Map<String, Integer> bySender = new HashMap<>();

    private Traffic() {
    }

    /** How a limit is exceeded, and by which messages if it is that of their number. */
    static List<String> tell(Violation limit, Run run) {
        List<String> lines = new ArrayList<>(limit.proof().lines(run.clients()));
        if (limit.values().contains("msgs-per-op")) {
            Traffic traffic = new Traffic();
            run.replay(traffic::note);
            if (!traffic.byType.isEmpty()) { // a figure that is missing counts as too high
                lines.addAll(traffic.lines());
            }
        }
        return lines;
    }

    private void note(long nanos, Event event) {
        if (event instanceof Event.Send(long _, String src, String dest, String body)
                && Message.isBetweenServers(src, dest)) {
            byType.merge(typeOf(body), 1, Integer::sum);
            bySender.merge(src, 1, Integer::sum);
        }
    }

    /** Reads no further than to the type, because a body may be long, and there may be many. */
    private static String typeOf(String body) {
        try (JsonParser parser = JsonMapper.shared().createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = parser.currentName().equals("type");
                parser.nextToken();
                if (isType) {
                    return Phrases.plain(parser.getString());
                }
                parser.skipChildren();
            }
        }
        return "no type";
    }

    private List<String> lines() {
        int all = byType.values().stream().mapToInt(count -> count).sum();
        return all == 1 ? List.of("%s sent the only one, of the type %s.".formatted(bySender.keySet().iterator().next(),
                byType.keySet().iterator().next())) : List.of(types(all), senders());
    }

    private String types(int all) {
        String most = byType.entrySet().stream().sorted(mostFirst()).limit(MOST_TYPES)
                .map(type -> "%,d %s".formatted(type.getValue(), type.getKey())).collect(Collectors.joining(", "));
        return byType.size() == 1 ? "All %,d have the type %s.".formatted(all, byType.keySet().iterator().next())
                : "%,d messages in all; by type, %s.".formatted(all, most);
    }

    private String senders() {
        Map.Entry<String, Integer> most = bySender.entrySet().stream().min(mostFirst()).orElseThrow();
        Map.Entry<String, Integer> fewest = bySender.entrySet().stream().max(mostFirst()).orElseThrow();
        return bySender.size() == 1 ? "%s sent all of them.".formatted(most.getKey())
                : most.getValue().equals(fewest.getValue()) ? "Each node sent %,d.".formatted(most.getValue())
                : "%s sent the most, %,d; %s sent the fewest, %,d.".formatted(most.getKey(), most.getValue(),
                        fewest.getKey(), fewest.getValue());
    }

    /** Of two that are equal, the one whose name comes first, so that a run is always told in the same words. */
    private static Comparator<Map.Entry<String, Integer>> mostFirst() {
        return Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
    }
}
