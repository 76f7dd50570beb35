package bench.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws what becomes of each message between nodes, or between a node and a service: how long it takes, whether it
 * gets lost, whether it arrives twice. The fate of a message follows from the seed, its link, and how many messages
 * went over that link before; nothing else moves it. So a run in which one message is left out stays the same
 * run elsewhere.
 */
public final class Fates {

    private final Latency latency;
    private final long seed;
    private final Map<Link, SplittableRandom> links = new HashMap<>();
    private double lossProbability;
    private double duplicateProbability;
    private long jitterMillis;
    private int slowness = 1;

    private record Link(String src, String dest) {
    }

    /** What becomes of one message; the second delay is that of its double. */
    record Fate(boolean lost, boolean doubled, long delayMillis, long secondDelayMillis) {
    }

    public Fates(Latency latency, long seed) {
        this.latency = latency;
        this.seed = seed;
    }

    /** From now on a message gets lost with this probability. */
    public void lose(double probability) {
        lossProbability = probability;
    }

    /** From now on a message arrives twice with this probability. */
    public void duplicate(double probability) {
        duplicateProbability = probability;
    }

    /** From now on a message takes up to so much longer, so that it may be overtaken. */
    public void jitter(long maxMillis) {
        jitterMillis = maxMillis;
    }

    /** From now on the latency is so many times as large. */
    public void slowDown(int factor) {
        slowness = factor;
    }

    /** The fate of the next message on a link. All is drawn each time, so that a fault changes nothing else. */
    Fate next(String src, String dest) {
        SplittableRandom random = links.computeIfAbsent(new Link(src, dest), this::stream).split();
        boolean lost = random.nextDouble() < lossProbability;
        boolean doubled = random.nextDouble() < duplicateProbability;
        return new Fate(lost, doubled, delayMillis(random), delayMillis(random));
    }

    private SplittableRandom stream(Link link) {
        return new SplittableRandom(seed ^ ((long) link.src.hashCode() << 32 | link.dest.hashCode() & 0xFFFFFFFFL));
    }

    private long delayMillis(SplittableRandom random) {
        long jitter = random.nextLong(Math.max(1, jitterMillis));
        return slowness * latency.drawMillis(random) + jitter;
    }
}
