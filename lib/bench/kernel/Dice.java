package bench.kernel;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers that can be reseeded at some moment of a run. */
public final class Dice implements RandomGenerator {

    private SplittableRandom random;

    public Dice(long seed) {
        reseed(seed);
    }

    /** Dice for one of many owners. Its numbers depend on the seed and the name, not on other owners. */
    public static Dice of(long seed, String name) {
        return new Dice(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L);
    }

    public void reseed(long seed) {
        random = new SplittableRandom(seed).split(); // similar seeds must not give similar numbers
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
