package bench.kernel;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers that can be made to come out otherwise from some moment of a run on. */
public final class Dice implements RandomGenerator {

    private SplittableRandom random;

    public Dice(long seed) {
        reseed(seed);
    }

    /** Dice of one of many owners; its numbers follow from the seed and the name, not from who else has dice. */
    public static Dice of(long seed, String name) {
        return new Dice(seed ^ name.hashCode() * 0x9E3779B97F4A7C15L);
    }

    public void reseed(long seed) {
        random = new SplittableRandom(seed).split(); // seeds that differ by little must not give like numbers
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
