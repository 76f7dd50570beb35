package bench.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.random.RandomGenerator;

/**
 * The keys that are in use at a time. Each is twice as popular as the one before it, and one that has had its writes
 * gives way to a fresh one, so that a test sees busy keys, quiet keys and new ones.
 */
final class KeyPool {

    private final List<Long> keys;
    private final int maxWritesPerKey;
    private final RandomGenerator random;
    private final Map<Long, Long> writes = new HashMap<>();
    private long nextKey;

    /** A read of a key, or a write of a value that the key never had; the value of a read is null. */
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

    /** The next access: as likely a read as a write, but for the writes that find their key used up. */
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

    /** Index i with a probability in proportion to 2 to the power of i. */
    private int randomIndex() {
        double point = 1 + random.nextDouble() * (Math.scalb(1.0, keys.size()) - 1);
        return Math.min(Math.getExponent(point), keys.size() - 1);
    }
}
