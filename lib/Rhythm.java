import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When to leave in a star, where a hub passes on what it has heard from its leaves at regular moments: a flush every
 * period, none when there is nothing to tell.
 *
 * <p>Who knows when the bus goes waits at home. Until the latest moment at which a leaf's message still reaches the
 * hub in time for the next flush, nothing is lost by keeping news back, and what gathers meanwhile travels together. As
 * ways take now more, now less, there is a margin before that moment: the difference between the slowest and the
 * fastest of the last few round trips, and a little more. News from before the margin leaves when it begins, and is in
 * time by all odds. News from within the margin leaves at once: it may just miss the flush, but then it has hardly
 * waited. News from after it has missed the flush anyway, and waits for the next margin. So nothing waits for more than
 * a period, and the more erratic the network (or a process that has just started), the more leaves at once.
 *
 * <p>With each message goes a {@link Beat}, from which a leaf learns when the hub flushes, and what round trips take.
 */
public final class Rhythm {

    private static final long MARGIN_MILLIS = 20;
    private static final long SLACK_MILLIS = 15; // news may wait so much more than a period before the hub leaves early
    private static final long LATE_MILLIS = 100; // a flush that is so late does not come
    private static final int REMEMBERED_ROUND_TRIPS = 3;

    private final Maelstrom.Node node;
    private final String hub;
    private final boolean isHub;
    private final long periodMillis;
    /** At the hub, how far a leaf's clock is ahead, less the time that a message takes. */
    private final Map<String, Long> clocksAhead = new HashMap<>();
    /** When the hub flushes next; at a leaf, when that flush comes in. */
    private long nextFlush;
    /** How long the last messages took from here to the hub and back; at first a guess: anything between these. */
    private final Deque<Long> roundTripsMillis = new ArrayDeque<>(List.of(400L, 0L));

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
        this.nextFlush = node.now() - 2 * periodMillis; // long past
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
        if (isHub && beat.clock() != null) {
            clocksAhead.put(from, beat.clock() - now);
        } else if (from.equals(hub)) {
            nextFlush = now + beat.waitMillis();
            if (beat.clock() != null) {
                measure(Math.max(0, now - beat.clock())); // whatever a clock says that has started anew
            }
        }
    }

    private void measure(long roundTripMillis) {
        roundTripsMillis.add(roundTripMillis);
        if (roundTripsMillis.size() > REMEMBERED_ROUND_TRIPS) {
            roundTripsMillis.remove();
        }
    }

    /**
     * When a node should leave that has had news since then. It may be past: leave at once. The hub leaves early for
     * news that has missed a flush by a moment, after a long wait at the leaf, so that it need not wait for the next.
     */
    public long departure(long newsSince) {
        if (isHub) {
            return Math.min(nextFlush, newsSince + periodMillis + SLACK_MILLIS);
        }
        if (newsSince > nextFlush + periodMillis) { // the hub is unknown, or idle
            return newsSince;
        }
        long fastest = Collections.min(roundTripsMillis);
        long slowest = Collections.max(roundTripsMillis);
        long latest = nextFlush - fastest;
        latest += periodMillis * Math.ceilDiv(Math.max(0, newsSince - latest), periodMillis);
        return latest - (slowest - fastest) - MARGIN_MILLIS;
    }

    /** The hub leaves now. The next flush is a period after this one; but one that came early does not count. */
    public void leave() {
        if (isHub && node.now() >= nextFlush - MARGIN_MILLIS) {
            nextFlush = Math.max(nextFlush, node.now()) + periodMillis;
        }
    }

    /** Whether no flush has come when it was due, to a leaf that has not said anything since the last one. */
    public boolean hasEnded(long saidAt) {
        return !isHub && node.now() > nextFlush + LATE_MILLIS && saidAt < nextFlush - periodMillis;
    }
}
