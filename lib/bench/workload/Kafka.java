package bench.workload;

import bench.check.Checker;
import bench.check.kafka.KafkaChecker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Logs like Kafka's. Each key has a log, and each message in it has an offset. Clients send messages, poll them in the
 * order of offsets, and commit how far they have come.
 */
public final class Kafka implements Workload {

    private static final int DEFAULT_KEY_COUNT = 10;

    private final Settings settings;
    private final Map<String, Long> highestOffsets = new LinkedHashMap<>();
    private RandomGenerator random;

    public Kafka(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Generator generator(RandomGenerator random) {
        this.random = random;
        int keyCount = settings.keyCount() == null ? DEFAULT_KEY_COUNT : settings.keyCount();
        KeyPool keys = new KeyPool(keyCount, settings.maxWritesPerKey(), random);
        return new KafkaGenerator(keys, settings.concurrency(), random, highestOffsets);
    }

    /**
     * The generator that polls everything. It must be created after the first generator's operations have ended,
     * because it polls up to their highest offsets.
     */
    @Override
    public KafkaFinalPolls finalGenerator() {
        return new KafkaFinalPolls(settings.concurrency(), highestOffsets, random);
    }

    @Override
    public Client client() {
        return new KafkaClient();
    }

    @Override
    public Checker checker() {
        return new KafkaChecker();
    }

    /** An assignment changes nothing on any node, so after any error it counts as failed. */
    @Override
    public boolean failsOn(String f, boolean definite) {
        return definite || f.equals("assign");
    }

    /** A crash always ends as {@code info}. */
    @Override
    public Set<String> mayAlwaysFail() {
        return Set.of("crash");
    }
}
