package bench.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Measures how long the network was really cut. Some partitions cut nothing, such as a minority third or a ring of two
 * nodes. A valid verdict then says little about partitions.
 */
final class Cuts {

    private int partitions;
    private int effective;
    private long cutNanos;
    private long sinceNanos = -1;

    /**
     * Notes the begin or the end of a partition.
     *
     * @param value at the begin, the value in the history: the name of the shape, then for each node the nodes whose
     *              messages it drops
     */
    void note(long nanos, boolean begins, Object value) {
        if (begins) {
            partitions++;
            if (cutsAnything((Map<?, ?>) ((List<?>) value).get(1))) {
                effective++;
                sinceNanos = nanos;
            }
        } else if (sinceNanos >= 0) {
            cutNanos += nanos - sinceNanos;
            sinceNanos = -1;
        }
    }

    private static boolean cutsAnything(Map<?, ?> grudge) {
        return grudge.values().stream().anyMatch(sources -> !((Collection<?>) sources).isEmpty());
    }

    /** The result in words. */
    String describe() {
        return effective == 0
                ? "no partition cut any link, so the verdict says nothing about partitions; run it again, or with more "
                + "nodes"
                : "the network was cut for %.1f s".formatted(cutNanos / 1e9)
                + (effective == partitions ? "" : ", by %d of %d partitions".formatted(effective, partitions));
    }
}
