package bench.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws the fate of each message between nodes, or between a node and a service: its latency, whether it is lost,
 * whether it arrives twice. A fate depends only on the seed, the link, and the number of earlier messages on that link.
 * So if one message is left out of a run, the rest of the run stays the same.
 */
public final class Fates {

    private static final long MIN_JITTER_MILLIS = 2;
    private static final long JITTER_PART = 5;

    private final Latency latency;
    private final Map<Link, Stream> streams = new HashMap<>();
    private final Map<Mishap, Boolean> mishaps = new HashMap<>();
    private long seed;
    private double lossProbability;
    private double duplicateProbability;
    private long jitterMillis;
    private int slowness = 1;

    private record Link(String src, String dest) {
    }

    /** The message with this number on its link, the first being 1. */
    private record Mishap(Link link, long number) {
    }

    /** The random numbers of one link, and the number of its messages so far. */
    private static final class Stream {

        private SplittableRandom random;
        private long count;
    }

    /** The fate of one message. The second delay is that of its duplicate. */
    record Fate(boolean lost, boolean doubled, long delayMillis, long secondDelayMillis) {
    }

    public Fates(Latency latency, long seed) {
        this.latency = latency;
        this.seed = seed;
    }

    /** From now on, a message is lost with this probability. */
    public void lose(double probability) {
        lossProbability = probability;
    }

    /** From now on, a message arrives twice with this probability. */
    public void duplicate(double probability) {
        duplicateProbability = probability;
    }

    /** From now on, a message takes up to this much longer, so others may overtake it. */
    public void jitter(long maxMillis) {
        jitterMillis = maxMillis;
    }

    /** From now on, the latency is this many times as large. */
    public void slowDown(int factor) {
        slowness = factor;
    }

    /**
     * Makes one message get lost or arrive twice, regardless of what is drawn for it.
     *
     * @param number its number on its link, counted from 1
     */
    public void force(String src, String dest, long number, boolean lost) {
        mishaps.put(new Mishap(new Link(src, dest), number), lost);
    }

    /** From now on, draws other fates and forces none. Even constant delays vary a little then. */
    public void fork(long newSeed) {
        seed = newSeed;
        mishaps.clear();
        jitter(Math.max(jitterMillis, Math.max(MIN_JITTER_MILLIS, latency.meanMillis() / JITTER_PART)));
        streams.forEach((link, stream) -> stream.random = random(link));
    }

    /**
     * The fate of the next message on a link. It always draws every number, so that a fault does not shift later draws.
     */
    Fate next(String src, String dest) {
        Link link = new Link(src, dest);
        Stream stream = streams.computeIfAbsent(link, this::stream);
        SplittableRandom random = stream.random.split();
        Boolean mishap = mishaps.get(new Mishap(link, ++stream.count));
        boolean lost = random.nextDouble() < lossProbability || Boolean.TRUE.equals(mishap);
        boolean doubled = random.nextDouble() < duplicateProbability || Boolean.FALSE.equals(mishap);
        return new Fate(lost, doubled, delayMillis(random), delayMillis(random));
    }

    private Stream stream(Link link) {
        Stream stream = new Stream();
        stream.random = random(link);
        return stream;
    }

    private SplittableRandom random(Link link) {
        return new SplittableRandom(seed ^ ((long) link.src.hashCode() << 32 | link.dest.hashCode() & 0xFFFFFFFFL));
    }

    private long delayMillis(SplittableRandom random) {
        long jitter = random.nextLong(Math.max(1, jitterMillis));
        return slowness * latency.drawMillis(random) + jitter;
    }
}
