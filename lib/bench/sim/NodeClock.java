package bench.sim;

import bench.kernel.EventLoop;

/**
 * The clock of one simulated node. It may leap ahead, and run fast or slow, but it never goes back. All times are in
 * nanoseconds, and exact: a deadline is reached at its moment and not before.
 */
public final class NodeClock {

    private static final int EXACT_PERCENT = 100;

    /** A wait of some years. A longer one would overflow, so it ends early; no simulation lasts so long. */
    private static final long LONGEST_WAIT_NANOS = Long.MAX_VALUE / (2 * EXACT_PERCENT);

    private final EventLoop loop;
    private int percent = EXACT_PERCENT;
    private long changedAtLoop;
    private long changedAtNode;

    /** A clock that agrees with the loop's, until {@link #skew}. */
    public NodeClock(EventLoop loop) {
        this.loop = loop;
    }

    /** What the node sees. */
    public long now() {
        return changedAtNode + (loop.now() - changedAtLoop) * percent / EXACT_PERCENT;
    }

    /** What the loop's clock will show when this one reaches a moment that has not passed. */
    public long loopNanos(long nanos) {
        long wait = Math.min(nanos - changedAtNode, LONGEST_WAIT_NANOS);
        return changedAtLoop + Math.ceilDiv(wait * EXACT_PERCENT, percent);
    }

    /**
     * Makes the clock leap ahead, and run at another rate from then on.
     *
     * @param percent how fast it runs; 100 is the speed of the loop's clock
     */
    public void skew(long leapNanos, int percent) {
        changedAtNode = now() + leapNanos;
        changedAtLoop = loop.now();
        this.percent = percent;
    }
}
