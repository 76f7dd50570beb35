import module java.base;

/**
 * An optimisation for a star: when should a leaf send its news to the hub? The hub flushes once in a period. Until then
 * a leaf's news would only wait there. So the leaf keeps it, and sends it at the last moment that is in time for the
 * flush. Everything that gathers until then travels in one message.
 *
 * <p>The two clocks need not agree. Say a leaf sends a message at 1,000 ms by its clock, and the hub gets it at 5,100
 * by its own. The difference of -4,100 says how far the leaf's clock is ahead, less the time that the message took. If
 * the hub flushes next at 5,600, a message must leave at 5,600 - 4,100 = 1,500 by the leaf's clock. Each flush tells
 * the leaf that time.
 *
 * <p>A busy machine makes messages late. The hub keeps the worst lateness of the last few seconds, over all leaves. It
 * flushes sooner by twice as much, and has the leaves send earlier by twice as much. News that comes up after that
 * moment leaves at once: it may still be in time. If news misses its flush, and would have waited for more than a
 * period at the next one, the hub flushes early for it.
 */
public final class Rhythm {

    private static final long MARGIN_MILLIS = 10; // for a timer that wakes late
    /** A message can be later than the worst so far. With 1, more of them miss the flush; with 3, more are sent. */
    private static final int SAFETY = 2;
    /** With each message the lateness shrinks by this part: in challenge 3d it halves in 1.5 s. */
    private static final double FORGETTING = 1 / 64.0;
    /** Assumed at first, because JVMs are cold: in the first second of 3d messages are 20 to 50 ms late. */
    private static final double FIRST_LATENESS_MILLIS = 40;

    private final Maelstrom.Node node;
    private final String hub;
    private final long periodMillis;
    /** At the hub: for each leaf, its clock less ours, less the time of its fastest message. */
    private final Map<String, Long> clocksAhead = new HashMap<>();
    /** At the hub: by how much the slowest recent message was slower than the fastest one. */
    private double lateness = FIRST_LATENESS_MILLIS;
    /** At the hub: when it flushes next, if there is news. */
    private long nextFlush;
    /** At a leaf: the last word of the hub. */
    private Beat hubsWord;

    /**
     * What hub and leaves tell each other about time.
     *
     * @param clock  from a leaf: its clock now; from the hub: the leaf's clock when a message must leave at the latest
     * @param millis from a leaf: how long its oldest news has waited; from the hub: how much earlier to leave
     */
    public record Beat(long clock, long millis) {}

    public Rhythm(Maelstrom.Node node, String hub, long periodMillis) {
        this.node = node;
        this.hub = hub;
        this.periodMillis = periodMillis;
    }

    /** In how many milliseconds a node should send news that has waited since then. */
    public long millisToDeparture(long since) {
        if (isHub()) {
            return Math.clamp(since + periodMillis - node.now(), 0, millisToFlush());
        }
        return hubsWord == null ? 0
                : Math.max(0, Math.floorMod(hubsWord.clock() - node.now(), periodMillis) - hubsWord.millis());
    }

    /**
     * The beat to send along; null from a hub to a leaf that has not spoken yet.
     *
     * @param since since when the oldest news here has waited; in the future if there is none
     */
    public Beat beat(String to, long since) {
        long now = node.now();
        if (isHub()) {
            Long ahead = clocksAhead.get(to);
            return ahead == null ? null
                    : new Beat(now + millisToFlush() + ahead, MARGIN_MILLIS + (long) (SAFETY * lateness));
        }
        return new Beat(now, Math.max(0, now - since));
    }

    /**
     * Takes the beat that came with a message.
     *
     * @return since when the news that came has waited, by our clock, its usual way not counted; at a leaf since now
     */
    public long hear(Beat beat, String from) {
        if (!isHub()) {
            hubsWord = from.equals(hub) ? beat : hubsWord;
            return node.now();
        }
        long ahead = beat.clock() - node.now();
        long fastest = Math.max(ahead, clocksAhead.getOrDefault(from, ahead));
        boolean isAnotherClock = fastest - ahead > periodMillis; // or it is so late that it teaches nothing
        clocksAhead.put(from, isAnotherClock ? ahead : fastest - 1); // less each time, to follow a clock that drifts
        long late = isAnotherClock ? 0 : fastest - ahead;
        lateness = Math.max(late, lateness * (1 - FORGETTING));
        return node.now() - late - beat.millis();
    }

    private boolean isHub() {
        return node.id().equals(hub);
    }

    private long millisToFlush() {
        long now = node.now();
        if (now >= nextFlush) {
            long period = Math.max(periodMillis - (long) (SAFETY * lateness), periodMillis * 3 / 4);
            nextFlush += (1 + (now - nextFlush) / period) * period;
        }
        return nextFlush - now;
    }
}
