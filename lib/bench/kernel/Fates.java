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
    private final Map<Place, Mishap> mishaps = new HashMap<>();
    private long seed;
    private double lossProbability;
    private double duplicateProbability;
    private long jitterMillis;
    private int slowness = 1;

    private record Link(String src, String dest) {
    }

    /** The message with this number on its link, the first being 1. */
    private record Place(Link link, long number) {
    }

    /** The random numbers of one link, and the number of its messages so far. */
    private static final class Stream {

        private SplittableRandom random;
        private long count;
    }

    /**
     * The fate of one message.
     *
     * @param secondDelayMillis the delay of its duplicate
     * @param heldUntilNanos    when it arrives instead, past all others that wait for its receiver; 0 if it is not held
     */
    record Fate(boolean lost, boolean doubled, long delayMillis, long secondDelayMillis, long heldUntilNanos) {
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

    /** Makes this happen to one message, regardless of what is drawn for it. */
    public void force(Mishap mishap) {
        mishaps.put(new Place(new Link(mishap.src(), mishap.dest()), mishap.number()), mishap);
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
        Mishap mishap = mishaps.get(new Place(link, ++stream.count));
        boolean lost = random.nextDouble() < lossProbability || mishap instanceof Mishap.Loss;
        boolean doubled = random.nextDouble() < duplicateProbability || mishap instanceof Mishap.Duplication;
        long heldUntilNanos = mishap instanceof Mishap.Delay delay ? delay.untilNanos() : 0;
        return new Fate(lost, doubled, delayMillis(random), delayMillis(random), heldUntilNanos);
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
