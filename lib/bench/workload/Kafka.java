package bench.workload;

import bench.check.Checker;
import bench.check.kafka.KafkaChecker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Logs in the manner of Kafka: each key has one, and each message in it an offset. Clients send messages, poll them in
 * the order of their offsets, and say how far they have come.
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

    /** Polls up to where the operations of the first generator have come; to be asked for when these have ended. */
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

    /** An assignment changes nothing on any node, so it can have failed whatever the error. */
    @Override
    public boolean failsOn(String f, boolean definite) {
        return definite || f.equals("assign");
    }

    /** A crash ends as {@code info}, always. */
    @Override
    public Set<String> mayAlwaysFail() {
        return Set.of("crash");
    }
}
