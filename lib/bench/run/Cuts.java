package bench.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How much of a run the network was really cut. Some shapes of partitions cut nothing: of two nodes, a minority third
 * and a ring. A valid verdict then says little about partitions.
 */
final class Cuts {

    private int partitions;
    private int effective;
    private long cutNanos;
    private long sinceNanos = -1;

    /** @param value as in the history: the name of the shape, then for each node those from which it drops messages */
    void begin(long nanos, Object value) {
        partitions++;
        if (cutsAnything((Map<?, ?>) ((List<?>) value).get(1))) {
            effective++;
            sinceNanos = nanos;
        }
    }

    void end(long nanos) {
        if (sinceNanos >= 0) {
            cutNanos += nanos - sinceNanos;
            sinceNanos = -1;
        }
    }

    private static boolean cutsAnything(Map<?, ?> grudge) {
        return grudge.values().stream().anyMatch(sources -> !((Collection<?>) sources).isEmpty());
    }

    /** In words, of a run in which clients worked for so long. */
    String describe(long workNanos) {
        return "%d of %d partitions cut anything; the network was cut for %.1f of %.1f s%s".formatted(effective,
                partitions, cutNanos / 1e9, workNanos / 1e9,
                effective == 0 ? ". The verdict says nothing about partitions: run it again, or with more nodes" : "");
    }
}
