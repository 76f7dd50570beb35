package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.message;
import static bench.check.kafka.Case.name;

import bench.history.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finds messages that were certainly written but never polled, although a later message of the log was. Messages after
 * the last polled one may still be polled later, so they are not lost.
 */
final class LostWrites {

    private LostWrites() {
    }

    static List<Case> find(Evidence evidence) {
        List<Case> anomalies = new ArrayList<>();
        for (String key : evidence.polledKeys()) {
            KeyLog log = evidence.log(key);
            Collection<Object> polled = evidence.polled(key);
            // If a message has several offsets, a poll of it proves that polls reached the first one only.
            Object latest = Collections.max(polled, Comparator.comparing(log::firstIndex));
            for (int index = 0; index <= log.firstIndex(latest); index++) {
                for (Object value : log.entries().get(index).values()) {
                    if (log.lastIndex(value) == index && !polled.contains(value)) {
                        anomalies.add(lostWrite(evidence, key, value, latest));
                    }
                }
            }
        }
        return anomalies;
    }

    private static Case lostWrite(Evidence evidence, String key, Object value, Object latest) {
        KeyLog log = evidence.log(key);
        Op sender = evidence.sender(key, value).op();
        Op poller = evidence.poller(key, latest);
        return new Case("lost-write", 0, key, List.of(sender, poller),
                () -> details("key", key, "value", value, "index", log.firstIndex(value),
                        "max-read-index", log.firstIndex(latest), "writer", sender, "max-read", poller),
                clients -> "%s has offset %d since %s, but no poll ever returned it, though %s returned %s of offset %d"
                        .formatted(message(value), log.offsets(value).getFirst(), name(clients, sender),
                                name(clients, poller), message(latest), log.offsets(latest).getFirst()));
    }
}
