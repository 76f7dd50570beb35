package bench.story;

import bench.history.Times;

/**
 * A period in which a node was killed or paused.
 *
 * @param what    {@value #KILLED} or {@value #PAUSED}
 * @param toNanos when it worked again; {@link Long#MAX_VALUE} if it never did
 */
record Outage(String node, String what, long fromNanos, long toNanos) {

    static final String KILLED = "killed";
    static final String PAUSED = "paused";

    boolean overlaps(long from, long to) {
        return fromNanos <= to && from <= toNanos;
    }

    boolean isKill() {
        return what.equals(KILLED);
    }

    String span() {
        return toNanos == Long.MAX_VALUE ? "from " + Times.seconds(fromNanos) + " on" : Times.span(fromNanos, toNanos);
    }

    /** Such as {@code n0 was killed at 3.2 s and started again at 3.7 s}. */
    String describe() {
        if (toNanos == Long.MAX_VALUE) {
            return "%s was %s at %s".formatted(node, what, Times.seconds(fromNanos));
        }
        return "%s was %s at %s and %s at %s".formatted(node, what, Times.seconds(fromNanos),
                isKill() ? "started again" : "went on", Times.seconds(toNanos));
    }
}
