/**
 * When to leave in order to arrive just before somebody's next departure: who waits for a bus had better wait at home.
 *
 * <p>A hub passes on what it has got at regular moments. Until the latest moment at which a message still arrives in
 * time for the next one, nothing is lost by keeping news back, and what gathers meanwhile travels in one message. As
 * ways take now more, now less, there is a margin before that moment, of several jitters. News from before the margin
 * leave when it begins, by all odds in time. News from within the margin leave at once; they may just miss the hub's
 * departure, but then they have hardly waited. News from after it have missed the hub's departure anyway, and wait for
 * the next margin. On a network so erratic that the margin is longer than the period, all news leave at once.
 *
 * <p>Round trip and jitter are smoothed as TCP does it (RFC 6298).
 */
public final class Rhythm {

    private static final double MIN_MARGIN_MILLIS = 30;
    private static final double MARGIN_JITTERS = 6;

    private final long periodMillis;
    private double roundTripMillis = Double.NaN;
    private double jitterMillis = 10;

    /** @param periodMillis the time from one departure of the hub to the next */
    public Rhythm(long periodMillis) {
        this.periodMillis = periodMillis;
    }

    /** A message to the hub and back took so long, not counting its stay there. */
    public void measure(double sampleMillis) {
        double error = Double.isNaN(roundTripMillis) ? 0 : sampleMillis - roundTripMillis;
        roundTripMillis = sampleMillis - error * 7 / 8;
        jitterMillis += (Math.abs(error) - jitterMillis) / 4;
    }

    /**
     * When news should leave that we have had since then. It may be past: leave at once.
     *
     * @param nextFlush when the hub's next departure will reach us
     */
    public long departure(long sinceMillis, long nextFlush) {
        if (Double.isNaN(roundTripMillis) || sinceMillis > nextFlush + periodMillis) {
            return sinceMillis;
        }
        long latest = nextFlush - Math.round(roundTripMillis);
        latest += periodMillis * Math.ceilDiv(Math.max(0, sinceMillis - latest), periodMillis);
        return latest - Math.round(Math.max(MIN_MARGIN_MILLIS, MARGIN_JITTERS * jitterMillis));
    }
}
