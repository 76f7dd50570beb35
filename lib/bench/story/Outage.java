package bench.story;

import bench.history.Times;

/**
 * A time in which a node did not work.
 *
 * @param what {@code killed} or {@code paused}
 */
record Outage(String node, String what, long fromNanos, long toNanos) {

    boolean overlaps(long from, long to) {
        return fromNanos <= to && from <= toNanos;
    }

    boolean isKill() {
        return what.equals("killed");
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
