package bench.kernel;

/**
 * Measures how late the event loop was with its events. In virtual time it is never late. In real time a busy machine
 * makes it late, and then latencies look longer than they were.
 */
public final class Lateness {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_MILLIS = 10_000;

    /** The number of events by lateness in milliseconds, rounded down. */
    private final int[] counts = new int[MAX_MILLIS + 1];
    private long total;

    void record(long nanos) {
        counts[(int) Math.clamp(nanos / NANOS_PER_MILLI, 0, MAX_MILLIS)]++;
        total++;
    }

    /** The lateness in milliseconds that a share (0 to 1) of all events did not exceed. */
    public long quantileMillis(double share) {
        long left = (long) Math.ceil(share * total);
        int millis = 0;
        while (millis < MAX_MILLIS && (left -= counts[millis]) > 0) {
            millis++;
        }
        return millis;
    }
}
