package bench.scenario;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records in memory a short run: what happened at which moment, and the bodies of messages. */
public final class Steps implements Journal {

    private final SortedMap<Long, List<Event>> byTime = new TreeMap<>();
    private final Map<Long, String> bodies = new HashMap<>();

    @Override
    public void record(long nanos, Event event) {
        byTime.computeIfAbsent(nanos, _ -> new ArrayList<>()).add(event);
        if (event instanceof Event.Send send) {
            bodies.put(send.id(), send.body());
        }
    }

    /** The moments at which something happened, from the first to the last. */
    List<Long> times() {
        return List.copyOf(byTime.keySet());
    }

    /** What happened at this moment. */
    public List<Event> at(long nanos) {
        return byTime.getOrDefault(nanos, List.of());
    }

    /** The body of the message with this number: a JSON object. */
    public String body(long id) {
        return bodies.get(id);
    }

    /** Replays all events. */
    public void replay(Journal journal) {
        byTime.forEach((nanos, events) -> events.forEach(event -> journal.record(nanos, event)));
    }
}
