package bench.hunt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The seeds to run: a range such as {@code 1..1000}, or the share of one of several machines.
 *
 * @param shard  the number of this share, from 1
 * @param shards the number of shares
 */
public record Seeds(long first, long last, int shard, int shards) {

    private static final int MOST_SHARDS = 100_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,15})\\.\\.([0-9]{1,15})");
    private static final Pattern SHARD = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /**
     * Reads {@code 1..1000}.
     *
     * @throws IllegalArgumentException if it is not a range
     */
    public static Seeds parse(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
            throw new IllegalArgumentException("Must be a range such as 1..1000");
        }
        return new Seeds(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), 1, 1);
    }

    /**
     * The share that {@code 3/16} names. It has every sixteenth seed, so that all shares take about the same time.
     *
     * @throws IllegalArgumentException if it is not a share
     */
    public Seeds shard(String part) {
        Matcher matcher = SHARD.matcher(part);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            int of = Integer.parseInt(matcher.group(2));
            if (number >= 1 && number <= of && of <= MOST_SHARDS) {
                return new Seeds(first, last, number, of);
            }
        }
        throw new IllegalArgumentException("Must be a part such as 3/16, the third of sixteen");
    }

    /** One seed alone. */
    public static Seeds only(long seed) {
        return new Seeds(seed, seed, 1, 1);
    }

    /** The same seeds in pieces of this size; the last may be smaller. It reaches to the end of the whole range. */
    public Stream<Seeds> pieces(int size) {
        long stride = (long) size * shards;
        return LongStream.iterate(first, begin -> begin <= last, begin -> begin + stride)
                .mapToObj(begin -> new Seeds(begin, begin + stride + shard - 1 > last ? last : begin + stride - 1,
                        shard, shards))
                .filter(piece -> piece.count() > 0);
    }

    public LongStream stream() {
        return LongStream.iterate(first + shard - 1, seed -> seed <= last, seed -> seed + shards);
    }

    public long count() {
        long behindFirst = last - first - (shard - 1);
        return behindFirst < 0 ? 0 : behindFirst / shards + 1;
    }

    /** The whole range, such as {@code 1..1000}. */
    public String range() {
        return first + ".." + last;
    }
}
