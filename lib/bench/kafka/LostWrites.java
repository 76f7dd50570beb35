package bench.kafka;

import static bench.kafka.Anomaly.details;
import static bench.kafka.Anomaly.name;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds messages that were written for sure, and that no poll returned although some poll returned a later one. What
 * lies behind the last message that was polled may still come, and is no loss.
 */
final class LostWrites {

    private LostWrites() {
    }

    static List<Anomaly> find(Evidence evidence) {
        List<Anomaly> anomalies = new ArrayList<>();
        for (String key : evidence.polledKeys()) {
            KeyLog log = evidence.log(key);
            Collection<Object> polled = evidence.polled(key);
            // A value seen at several offsets reaches as far as its first, and was passed only at its last.
            int bound = polled.stream().mapToInt(log::firstIndex).max().orElse(-1);
            for (int index = 0; index <= bound; index++) {
                for (Object value : log.entries().get(index).values()) {
                    if (log.lastIndex(value) == index && !polled.contains(value)
                            && evidence.hasHappened(evidence.sender(key, value))) {
                        anomalies.add(lostWrite(evidence, key, value, bound));
                    }
                }
            }
        }
        return anomalies;
    }

    private static Anomaly lostWrite(Evidence evidence, String key, Object value, int bound) {
        KeyLog log = evidence.log(key);
        var sender = evidence.sender(key, value).op();
        Object later = evidence.polled(key).stream().filter(read -> log.firstIndex(read) == bound).findFirst()
                .orElseThrow();
        return new Anomaly("lost-write", 0,
                () -> details("key", key, "value", value, "index", log.firstIndex(value), "max-read-index", bound,
                        "writer", sender, "max-read", evidence.poller(key, later)),
                () -> "%s put message %s of key %s at offset %d, but no poll returned it, though %s had message %s of offset %d"
                        .formatted(name(sender), value, key, log.offsets(value).getFirst(),
                                name(evidence.poller(key, later)), later, log.offsets(later).getFirst()));
    }
}
