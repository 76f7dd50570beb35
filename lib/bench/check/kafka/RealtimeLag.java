package bench.check.kafka;

import bench.history.Keyword;
import bench.history.LogEffects;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Measures how far polls lag behind the log: how long ago, when a poll began, the newest message that its process had
 * seen stopped being the newest one of the key. It is a lower bound.
 *
 * @param time    when the poll began, in nanoseconds
 * @param process the process that polled; null if none did
 * @param key     the key that lagged
 * @param lag     in nanoseconds; a lower bound
 */
record RealtimeLag(long time, Integer process, String key, long lag) {

    /** The entry in Jepsen's results; its times are in seconds. */
    Map<Keyword, Object> details() {
        return process == null ? Case.details("time", 0.0, "lag", 0.0)
                : Case.details("time", time / 1e9, "process", process, "key", key, "lag", lag / 1e9);
    }

    /** The greatest lag of a test. */
    static RealtimeLag worst(Evidence evidence) {
        RealtimeLag worst = new RealtimeLag(0, null, null, -1); // any poll replaces this, even one without a lag
        Map<String, NavigableMap<Long, Long>> known = whenKnown(evidence);
        Map<Integer, Map<String, Long>> offsetsByProcess = new HashMap<>();
        for (LogEffects end : evidence.ends()) {
            int process = end.op().process();
            if (!end.op().isOk()) {
                continue;
            }
            Map<String, Long> offsets = offsetsByProcess.computeIfAbsent(process, _ -> new LinkedHashMap<>());
            if (end.op().f().equals("assign")) {
                offsetsByProcess.put(process, assigned(offsets, (List<?>) end.op().value()));
            } else if (end.op().f().equals("poll")) {
                end.maxPolledOffsets().forEach((key, offset) -> offsets.merge(key, offset, Math::max));
                long began = evidence.invocation(end.op()).time();
                for (var entry : offsets.entrySet()) {
                    var next = known.getOrDefault(entry.getKey(), new TreeMap<>()).ceilingEntry(entry.getValue() + 1);
                    long lag = next == null ? 0 : Math.max(0, began - next.getValue());
                    if (lag > worst.lag()) {
                        worst = new RealtimeLag(began, process, entry.getKey(), lag);
                    }
                }
            }
        }
        return worst;
    }

    /**
     * For each key and recorded offset, the time when it was first known to exist. Any other offset exists once a
     * higher one does, so it has the time of the next entry.
     */
    private static Map<String, NavigableMap<Long, Long>> whenKnown(Evidence evidence) {
        Map<String, NavigableMap<Long, Long>> known = new HashMap<>();
        for (LogEffects end : evidence.ends()) {
            if (!end.op().isFail()) {
                end.maxOffsets().forEach((key, offset) -> {
                    NavigableMap<Long, Long> records = known.computeIfAbsent(key, _ -> new TreeMap<>());
                    if (records.isEmpty() || records.lastKey() < offset) {
                        records.put(offset, end.op().time());
                    }
                });
            }
        }
        return known;
    }

    /** Keys that stay assigned keep their offsets; new keys start from nothing. */
    private static Map<String, Long> assigned(Map<String, Long> before, List<?> keys) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        keys.forEach(key -> offsets.put((String) key, before.getOrDefault(key, -1L)));
        return offsets;
    }
}
