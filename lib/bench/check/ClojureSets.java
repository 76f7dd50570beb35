package bench.check;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Sorts values in the order in which Clojure iterates over a hash set. If a set has several candidates, Jepsen's
 * checkers take the first or the last one, and the anomalies that they name depend on it. To name the same anomalies,
 * we must pick the same candidates.
 *
 * <p>Such a set is a trie over 32-bit Murmur3 hashes. Each level takes five bits, the lowest first. Null comes before
 * all other values.
 */
public final class ClojureSets {

    /** Sorts values of a JSON document in the order in which Clojure iterates over a set of them. */
    public static final Comparator<Object> ORDER =
            Comparator.nullsFirst(Comparator.comparingLong(value -> trieOrder(hash(value))));

    private static final int BITS_PER_LEVEL = 5;
    private static final int LEVELS = 7; // seven times five bits cover the 32 of a hash

    private ClojureSets() {
    }

    /** The hash with its groups of five bits reversed, because the lowest group decides first. */
    private static long trieOrder(int hash) {
        long order = 0;
        for (int level = 0; level < LEVELS; level++) {
            order = order << BITS_PER_LEVEL | hash >>> level * BITS_PER_LEVEL & (1 << BITS_PER_LEVEL) - 1;
        }
        return order;
    }

    private static int hash(Object value) {
        return switch (value) {
            case null -> 0;
            case Long number -> Murmur3.ofLong(number);
            case Double number -> number == 0 ? 0 : number.hashCode(); // 0.0 and -0.0 are equal there
            case BigInteger number -> number.hashCode();
            case String text -> Murmur3.ofInt(text.hashCode());
            case List<?> items -> hash(items);
            case Map<?, ?> map -> hash(map);
            default -> value.hashCode();
        };
    }

    private static int hash(List<?> items) {
        int hash = 1;
        for (Object item : items) {
            hash = 31 * hash + hash(item);
        }
        return Murmur3.ofCollection(hash, items.size());
    }

    private static int hash(Map<?, ?> map) {
        int sum = 0;
        for (var entry : map.entrySet()) {
            sum += Murmur3.ofCollection(31 * (31 + hash(entry.getKey())) + hash(entry.getValue()), 2);
        }
        return Murmur3.ofCollection(sum, map.size());
    }

    /** Austin Appleby's hash function, 32 bits, with seed 0. */
    private static final class Murmur3 {

        static int ofInt(int input) {
            return input == 0 ? 0 : finish(mix(0, input), Integer.BYTES);
        }

        static int ofLong(long input) {
            return input == 0 ? 0 : finish(mix(mix(0, (int) input), (int) (input >>> Integer.SIZE)), Long.BYTES);
        }

        static int ofCollection(int hash, int size) {
            return finish(mix(0, hash), size);
        }

        private static int mix(int hash, int input) {
            int scrambled = Integer.rotateLeft(input * 0xcc9e2d51, 15) * 0x1b873593;
            return Integer.rotateLeft(hash ^ scrambled, 13) * 5 + 0xe6546b64;
        }

        private static int finish(int hash, int length) {
            int mixed = hash ^ length;
            mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
            mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
            return mixed ^ mixed >>> 16;
        }
    }
}
