package bench.workload;

import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.List;
import java.util.stream.LongStream;

/** Transactions by which each thread reads all keys once, some at a time. */
final class FinalTxnReads implements Generator {

    private static final int KEYS_PER_TXN = 64;

    private final long[] nextKeys;
    private final long highestKey;

    /** Takes the number of threads; the keys are those from 0 up to the highest one, or none if that is below 0. */
    FinalTxnReads(int threads, long highestKey) {
        this.nextKeys = new long[threads];
        this.highestKey = highestKey;
    }

    @Override
    public Invocation next(int thread, int process) {
        long first = nextKeys[thread];
        if (first > highestKey) {
            return null;
        }
        long last = Math.min(first + KEYS_PER_TXN - 1, highestKey);
        nextKeys[thread] = last + 1;
        List<List<Object>> steps = LongStream.rangeClosed(first, last)
                .mapToObj(key -> TxnWorkload.step(TxnWorkload.READ, key, null))
                .toList();
        return new Invocation("txn", steps, List.of("final?"));
    }

    @Override
    public boolean isDone() {
        return LongStream.of(nextKeys).allMatch(next -> next > highestKey);
    }
}
