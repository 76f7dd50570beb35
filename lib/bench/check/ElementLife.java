package bench.check;

import bench.history.Keyword;
import bench.history.Op;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The life of an element of a set. An operation is null if there is none.
 *
 * @param known       the operation whose end proves that the element exists
 * @param lastPresent the invocation of the last read to begin that contains the element
 * @param lastAbsent  the invocation of the last read to begin that misses it
 */
record ElementLife(Object element, Op known, Op lastPresent, Op lastAbsent) {

    /** The fate of an element, in Jepsen's words. */
    enum Outcome {
        STABLE, LOST, NEVER_READ
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    Outcome outcome() {
        int present = indexOf(lastPresent);
        int absent = indexOf(lastAbsent);
        if (absent < present) {
            return Outcome.STABLE;
        }
        // A read that overlaps the addition may rightly miss it, and an unknown element need not exist.
        return present < absent && known != null && known.index() < absent ? Outcome.LOST : Outcome.NEVER_READ;
    }

    private static int indexOf(Op op) {
        return op == null ? -1 : op.index();
    }

    /** The time from when it was known until the last read that missed it; at least 0. */
    long stableLatencyMillis() {
        return latencyMillis(lastAbsent);
    }

    /** The time from when it was known until the last read that contained it; at least 0. */
    long lostLatencyMillis() {
        return latencyMillis(lastPresent);
    }

    private long latencyMillis(Op last) {
        long lastTime = last == null ? 0 : last.time() + 1;
        return Math.max(0, lastTime - known.time()) / NANOS_PER_MILLI;
    }

    boolean isStale() {
        return outcome() == Outcome.STABLE && stableLatencyMillis() > 0;
    }

    /** A stale element, which is a stable one, in the form of Jepsen's results. */
    Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("element"), element);
        map.put(Keyword.of("outcome"), Keyword.of("stable"));
        map.put(Keyword.of("stable-latency"), stableLatencyMillis());
        map.put(Keyword.of("lost-latency"), null);
        map.put(Keyword.of("known"), known);
        map.put(Keyword.of("last-absent"), lastAbsent);
        return map;
    }
}
