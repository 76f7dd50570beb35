import module java.base;

/**
 * An optimisation for a star: when should a node send its news? The hub flushes once in a period. Until then a leaf's
 * news would only wait there. So the leaf holds it, and sends it at the last moment that is in time for the flush.
 * Everything that gathers until then travels in one message.
 *
 * <p>The two clocks need not agree. Say a leaf sends a message at 5,000 ms by its clock, and the hub gets it at 1,100
 * by its own. The difference of 3,900 is how far the leaf's clock is ahead, less the travel time. If the hub flushes
 * next at 1,600, a message must leave at 1,600 + 3,900 = 5,500 by the leaf's clock. Each flush tells the leaf that
 * time. A hub without news sends no flush: then the leaf adds whole periods to the last time that it was told.
 *
 * <p>A busy machine makes messages late. So the hub flushes sooner, and has the leaves send earlier, by the worst
 * lateness of the last few seconds. News that comes up after a leaf's time to send is sent at once: it may still be in
 * time. If news has missed its flush, and would wait for more than a period in all, the hub flushes early for it.
 */
public final class Rhythm {

    /** For timers that wake late. Smaller: more news misses its flush. Larger: more news is too late to be held. */
    private static final long MARGIN_MILLIS = 40;
    private static final double FORGETTING = 1 / 64.0; // with each message: in 3d lateness halves within 1.5 s
    private static final double FIRST_LATENESS_MILLIS = 40; // JVMs are cold: at first messages are 20 to 50 ms late
    private static final long NEVER = Long.MAX_VALUE;

    private final Maelstrom.Node node;
    private final String hub;
    private final boolean isHub;
    private final long periodMillis;
    private final Runnable sendNews;
    private long newsSince = NEVER; // when the oldest unsent news came up
    private long departure = NEVER; // when it will be sent
    /** At the hub: for each leaf, its clock less ours, less the time of its fastest message. */
    private final Map<String, Long> clocksAhead = new HashMap<>();
    /** At the hub: by how much the slowest recent message was slower than the fastest one. */
    private double lateness = FIRST_LATENESS_MILLIS;
    private long nextFlush; // at the hub: when it flushes next, if there is news
    private Beat hubsWord; // at a leaf: the hub's last beat

    /**
     * What hub and leaves tell each other about time. A leaf tells its clock, and how long its oldest news has waited.
     * The hub tells what the leaf's clock shows when a punctual message must leave, and how much earlier to send it.
     */
    public record Beat(long leafClock, long millis) {}

    /** @param sendNews sends all news to hub or leaves */
    public Rhythm(Maelstrom.Node node, String hub, long periodMillis, Runnable sendNews) {
        this.node = node;
        this.hub = hub;
        isHub = node.id().equals(hub);
        this.periodMillis = periodMillis;
        this.sendNews = sendNews;
    }

    /** Sends news that came up at this time: as late as possible, but in time for the next flush. */
    public void schedule(long since) {
        newsSince = Math.min(newsSince, since);
        long waitMillis = millisToDeparture(since);
        if (node.now() + waitMillis < departure) {
            departure = node.now() + waitMillis;
            node.after(waitMillis, this::depart);
        }
    }

    private void depart() {
        if (node.now() >= departure) { // otherwise an earlier timer has sent it
            sendNews.run();
            departure = NEVER;
            newsSince = NEVER;
        }
    }

    /** In how many milliseconds news that came up at this time should be sent. */
    long millisToDeparture(long since) {
        if (isHub) {
            return Math.clamp(since + periodMillis - node.now(), 0, millisToFlush());
        }
        if (hubsWord == null) {
            return 0;
        }
        long millisToDeadline = Math.floorMod(hubsWord.leafClock() - node.now(), periodMillis);
        return Math.max(0, millisToDeadline - hubsWord.millis());
    }

    /** The beat to send along; null from a hub to a leaf that has not spoken yet. */
    public Beat beat(String to) {
        if (!isHub) {
            return new Beat(node.now(), Math.max(0, node.now() - newsSince));
        }
        Long ahead = clocksAhead.get(to);
        return ahead == null ? null
                : new Beat(node.now() + millisToFlush() + ahead, MARGIN_MILLIS + (long) lateness);
    }

    /** Takes a message's beat. Returns when its news came up, by our clock, without the travel time; at a leaf: now. */
    public long hear(Beat beat, String from) {
        if (!isHub) {
            if (from.equals(hub)) {
                hubsWord = beat;
            }
            return node.now();
        }
        long ahead = beat.leafClock() - node.now();
        long late = Math.max(0, clocksAhead.getOrDefault(from, ahead) - ahead); // slower than its fastest message
        if (late > periodMillis) { // another clock, or a very late message: the next one corrects it
            late = 0;
        }
        clocksAhead.put(from, ahead + late - 1); // less each time: clocks drift
        lateness = Math.max(late, lateness * (1 - FORGETTING));
        return node.now() - late - beat.millis();
    }

    private long millisToFlush() {
        long now = node.now();
        if (now >= nextFlush) {
            long period = Math.max(periodMillis - (long) lateness, periodMillis * 3 / 4);
            nextFlush += (1 + (now - nextFlush) / period) * period; // the first one after now
        }
        return nextFlush - now;
    }
}
