package bench.kernel;

import java.util.random.RandomGenerator;

/**
 * The distribution of message latencies between nodes. As in Maelstrom, each delay is a whole number of milliseconds.
 *
 * @param meanMillis the mean delay
 */
public record Latency(Distribution distribution, long meanMillis) {

    public enum Distribution {
        CONSTANT, UNIFORM, EXPONENTIAL
    }

    /** Draws the delay of one message, in milliseconds. */
    public long drawMillis(RandomGenerator random) {
        return switch (distribution) {
            case CONSTANT -> meanMillis;
            case UNIFORM -> meanMillis == 0 ? 0 : random.nextLong(2 * meanMillis + 1);
            case EXPONENTIAL -> (long) (-Math.log(1 - random.nextDouble()) * meanMillis);
        };
    }
}
