import java.util.HashMap;
import java.util.Map;

/**
 * When to leave in a star, where a hub passes on what it has heard from its leaves at regular moments: a flush every
 * period, none when there is nothing to tell.
 *
 * <p>Who knows when the bus goes waits at home. Until the latest moment at which a message from a leaf still reaches the
 * hub in time for the next flush, nothing is lost by keeping news back, and what gathers meanwhile travels together. As
 * ways take now more, now less, there is a margin of several jitters before that moment. News from before the margin
 * leaves when it begins, and is in time by all odds. News from within the margin leaves at once: it may just miss the
 * flush, but then it has hardly waited. News from after it has missed the flush anyway, and waits for the next margin.
 * So nothing waits for more than a period, and the more erratic the network, the more leaves at once.
 *
 * <p>With each message goes a {@link Beat}. Round trip and jitter are smoothed as TCP does it (RFC 6298).
 */
public final class Rhythm {

    private static final double MIN_MARGIN_MILLIS = 30;
    private static final double MARGIN_JITTERS = 6;

    private final Maelstrom.Node node;
    private final String hub;
    private final boolean isHub;
    private final long periodMillis;
    /** At the hub, how far a leaf's clock is ahead, less the time that a message takes. */
    private final Map<String, Long> clocksAhead = new HashMap<>();
    /** When the hub flushes next; at a leaf, when that flush comes in. */
    private long nextFlush;
    private double roundTripMillis = Double.NaN;
    private double jitterMillis = 10;

    /**
     * What hub and leaves tell each other about time.
     *
     * @param waitMillis from a leaf: how long its oldest news has waited; from the hub: how long until its next flush
     * @param clock from a leaf: its clock; from the hub: what that clock would say if it had stood still while messages
     *     were under way; null if the hub does not know it
     */
    public record Beat(long waitMillis, Long clock) {}

    public Rhythm(Maelstrom.Node node, String hub, long periodMillis) {
        this.node = node;
        this.hub = hub;
        this.isHub = node.id().equals(hub);
        this.periodMillis = periodMillis;
    }

    /** The beat to send along, from a node whose oldest news has been waiting since then. */
    public Beat beat(String to, long newsSince) {
        long now = node.now();
        if (isHub) {
            Long ahead = clocksAhead.get(to);
            return new Beat(Math.max(0, nextFlush - now), ahead == null ? null : (Long) (now + ahead));
        }
        return new Beat(Math.max(0, now - newsSince), now);
    }

    /** Takes the beat that came with a message. */
    public void hear(Beat beat, String from) {
        long now = node.now();
        if (isHub) {
            clocksAhead.put(from, beat.clock() - now);
        } else if (from.equals(hub)) {
            nextFlush = now + beat.waitMillis();
            if (beat.clock() != null) {
                measure(now - beat.clock());
            }
        }
    }

    private void measure(double sampleMillis) {
        double error = Double.isNaN(roundTripMillis) ? 0 : sampleMillis - roundTripMillis;
        roundTripMillis = sampleMillis - error * 7 / 8;
        jitterMillis += (Math.abs(error) - jitterMillis) / 4;
    }

    /**
     * When a node should leave that has had news since then. It may be past: leave at once. The hub leaves early for
     * news that has missed a flush by a moment, after a long wait at the leaf, so that it need not wait for the next.
     */
    public long departure(long newsSince) {
        if (isHub) {
            return Math.min(nextFlush, newsSince + periodMillis * 21 / 20);
        }
        if (Double.isNaN(roundTripMillis) || newsSince > nextFlush + periodMillis) { // the hub is unknown, or idle
            return newsSince;
        }
        long latest = nextFlush - Math.round(roundTripMillis);
        latest += periodMillis * Math.ceilDiv(Math.max(0, newsSince - latest), periodMillis);
        return latest - Math.round(Math.max(MIN_MARGIN_MILLIS, MARGIN_JITTERS * jitterMillis));
    }

    /** The hub leaves now. If that was its next flush, another one is a period away. */
    public void leave() {
        if (isHub && node.now() >= nextFlush) {
            nextFlush = node.now() + periodMillis;
        }
    }

    /** Whether no flush has come when it was due, to a leaf that has not said anything since the last one. */
    public boolean hasEnded(long saidAt) {
        return !isHub && node.now() > nextFlush + MIN_MARGIN_MILLIS && saidAt < nextFlush - periodMillis;
    }
}
