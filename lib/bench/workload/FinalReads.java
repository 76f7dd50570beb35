package bench.workload;

import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.BitSet;
import java.util.List;

/** Lets each thread read once more at the end. */
final class FinalReads implements Generator {

    private final int threads;
    private final List<String> flags;
    private final BitSet asked = new BitSet();

    /** Takes the number of threads, and the flags of the reads. */
    FinalReads(int threads, List<String> flags) {
        this.threads = threads;
        this.flags = flags;
    }

    @Override
    public Invocation next(int thread, long nowNanos) {
        if (asked.get(thread)) {
            return null;
        }
        asked.set(thread);
        return new Invocation("read", null, flags);
    }

    @Override
    public boolean isDone() {
        return asked.cardinality() == threads;
    }
}
