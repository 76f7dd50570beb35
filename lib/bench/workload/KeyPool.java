package bench.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.random.RandomGenerator;

/**
 * The keys in use at a time. Each key is twice as popular as the one before it. A key that has had its maximum of
 * writes is replaced by a new one. So a test has busy keys, quiet keys and new keys.
 */
final class KeyPool {

    private final List<Long> keys;
    private final int maxWritesPerKey;
    private final RandomGenerator random;
    private final Map<Long, Long> writes = new HashMap<>();
    private long nextKey;

    /** A read of a key, whose value is null, or a write of a value that the key never had. */
    record Access(long key, Long value) {

        boolean isWrite() {
            return value != null;
        }
    }

    KeyPool(int size, int maxWritesPerKey, RandomGenerator random) {
        this.keys = new ArrayList<>(LongStream.range(0, size).boxed().toList());
        this.maxWritesPerKey = maxWritesPerKey;
        this.random = random;
        this.nextKey = size;
    }

    /** The next access. Reads and writes are equally likely, except for writes whose key is used up. */
    Access next() {
        while (true) {
            boolean write = random.nextBoolean();
            int index = randomIndex();
            long key = keys.get(index);
            if (!write) {
                return new Access(key, null);
            }
            long value = writes.merge(key, 1L, Long::sum);
            if (value <= maxWritesPerKey) {
                return new Access(key, value);
            }
            writes.remove(key);
            keys.set(index, nextKey++);
        }
    }

    /** A random index; the probability of i is proportional to 2 to the power of i. */
    private int randomIndex() {
        double point = 1 + random.nextDouble() * (Math.scalb(1.0, keys.size()) - 1);
        return Math.min(Math.getExponent(point), keys.size() - 1);
    }
}
