package bench.workload;

import bench.history.Keyword;
import bench.history.LogEffects;
import bench.history.Op;
import bench.workload.KeyPool.Access;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Generates sends and polls, half and half. Now and then it assigns keys to a client: the next key in use, and
 * sometimes also all keys with messages that were sent but not polled. Sometimes a client crashes.
 */
final class KafkaGenerator implements Generator {

    /** Polls all assigned keys. */
    static final Invocation POLL = new Invocation("poll", List.of(List.of(Keyword.of("poll"))));

    private static final double ASSIGN_PROBABILITY = 1.0 / 64;
    private static final double UNSEEN_PROBABILITY = 1.0 / 3;
    private static final long CRASH_INTERVAL_NANOS = 30_000_000_000L;

    private final KeyPool keys;
    private final RandomGenerator random;
    private final long meanCrashPauseNanos;
    private final Map<String, Long> highestOffsets;
    private final Map<String, Long> unseenSends = new LinkedHashMap<>();
    private final Map<String, Long> polled = new LinkedHashMap<>();
    private Access ahead;
    private long nextCrashNanos;

    /**
     * @param concurrency    the number of clients; each crashes every 30 s on average
     * @param highestOffsets the map to which the generator adds each key that was used, with its highest known offset
     */
    KafkaGenerator(KeyPool keys, int concurrency, RandomGenerator random, Map<String, Long> highestOffsets) {
        this.keys = keys;
        this.random = random;
        this.meanCrashPauseNanos = CRASH_INTERVAL_NANOS / concurrency;
        this.highestOffsets = highestOffsets;
        this.ahead = keys.next();
    }

    @Override
    public Invocation next(int thread, long nowNanos) {
        if (nowNanos >= nextCrashNanos && random.nextBoolean()) {
            nextCrashNanos = nowNanos + random.nextLong(2 * meanCrashPauseNanos);
            return new Invocation("crash", null);
        }
        if (random.nextDouble() < ASSIGN_PROBABILITY) {
            return new Invocation("assign", keysToAssign());
        }
        Access access = ahead;
        ahead = keys.next();
        return access.isWrite() ? new Invocation("send",
                List.of(List.of(Keyword.of("send"), name(access), access.value()))) : POLL;
    }

    private List<String> keysToAssign() {
        Set<String> assigned = new LinkedHashSet<>();
        if (random.nextDouble() < UNSEEN_PROBABILITY) {
            assigned.addAll(unseenSends.keySet());
        }
        assigned.add(name(ahead));
        return List.copyOf(assigned);
    }

    /** The name of a key: a string, because keys are names in a JSON object. */
    private static String name(Access access) {
        return Long.toString(access.key());
    }

    @Override
    public void update(int thread, Op op) {
        if (!op.isOk()) {
            return;
        }
        LogEffects effects = LogEffects.of(op);
        Map<String, Long> offsets = effects.maxOffsets();
        offsets.forEach((key, offset) -> highestOffsets.merge(key, offset, Math::max));
        effects.maxSentOffsets().forEach((key, offset) -> unseenSends.merge(key, offset, Math::max));
        effects.maxPolledOffsets().forEach((key, offset) -> polled.merge(key, offset, Math::max));
        for (String key : offsets.keySet()) {
            if (polled.getOrDefault(key, -1L) >= unseenSends.getOrDefault(key, -1L)) {
                unseenSends.remove(key);
                polled.remove(key);
            }
        }
    }
}
