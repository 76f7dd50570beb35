package bench.workload;

import bench.history.LogEffects;
import bench.history.Op;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Lets every thread poll everything at the end. Each thread gets a new client, assigns itself every key that was ever
 * used, from its beginning, and polls about every 200 ms until it reaches the highest known offset of each key.
 */
public final class KafkaFinalPolls implements Generator {

    /** The flag of an assignment that starts from offset 0, regardless of what was polled or committed. */
    static final String SEEK_TO_BEGINNING = "seek-to-beginning?";

    private static final long MEAN_PAUSE_NANOS = 200_000_000;

    private final RandomGenerator random;
    private final List<Progress> threads;

    /** The progress of a thread, and the offsets it still has to reach. */
    private static final class Progress {

        private final List<Invocation> opening;
        private final Map<String, Long> targets;
        private long nextPollNanos;

        private Progress(Map<String, Long> targets) {
            this.targets = new LinkedHashMap<>(targets);
            this.opening = new ArrayList<>(List.of(new Invocation("crash", null),
                    new Invocation("assign", List.copyOf(targets.keySet()), List.of(SEEK_TO_BEGINNING))));
        }
    }

    /** Takes the number of threads, and the highest known offset of each key that was used. */
    KafkaFinalPolls(int threads, Map<String, Long> highestOffsets, RandomGenerator random) {
        this.random = random;
        this.threads = IntStream.range(0, threads).mapToObj(_ -> new Progress(highestOffsets)).toList();
    }

    /** The next operation; null if it is too early for another poll, or if none is needed. */
    @Override
    public Invocation next(int thread, long nowNanos) {
        Progress progress = threads.get(thread);
        if (progress.targets.isEmpty()) {
            return null;
        }
        if (!progress.opening.isEmpty()) {
            return progress.opening.removeFirst();
        }
        if (nowNanos < progress.nextPollNanos) {
            return null;
        }
        progress.nextPollNanos = nowNanos + random.nextLong(2 * MEAN_PAUSE_NANOS);
        return KafkaGenerator.POLL;
    }

    @Override
    public void update(int thread, Op op) {
        if (op.isOk() && op.f().equals("poll")) {
            Map<String, Long> targets = threads.get(thread).targets;
            LogEffects.of(op).maxPolledOffsets().forEach((key, offset) -> {
                if (offset >= targets.getOrDefault(key, -1L)) {
                    targets.remove(key);
                }
            });
        }
    }

    @Override
    public boolean isDone() {
        return threads.stream().allMatch(progress -> progress.targets.isEmpty());
    }
}
