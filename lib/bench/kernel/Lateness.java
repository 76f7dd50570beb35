package bench.kernel;

/**
 * How late the event loop was with what it had to do. In virtual time it never is. On a busy machine it can be, and then
 * latencies look longer than the nodes made them.
 */
public final class Lateness {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_MILLIS = 10_000;

    /** How many events were so many milliseconds late, rounded down. */
    private final int[] counts = new int[MAX_MILLIS + 1];
    private long total;

    void record(long nanos) {
        counts[(int) Math.clamp(nanos / NANOS_PER_MILLI, 0, MAX_MILLIS)]++;
        total++;
    }

    /** The lateness in milliseconds that this share of all events (0 to 1) did not exceed. */
    public long quantileMillis(double share) {
        long left = (long) Math.ceil(share * total);
        int millis = 0;
        while (millis < MAX_MILLIS && (left -= counts[millis]) > 0) {
            millis++;
        }
        return millis;
    }
}
