package bench.run;

import bench.kernel.Mishap;
import bench.workload.Workload.Invocation;
import java.util.List;

/**
 * The steps of a run, in place of those that clients and the nemesis would draw.
 *
 * @param calls    the operations, in the order of time
 * @param faults   the beginnings and ends of faults, in the order of time
 * @param mishaps  what happens to single messages
 * @param fork     the moment from which the run may go differently; null for never
 */
public record Plan(List<Call> calls, List<FaultChange> faults, List<Mishap> mishaps, Fork fork) {

    /**
     * An operation.
     *
     * @param nanos  when it begins, on the history's clock; it begins later if the worker is still busy
     * @param worker which of the node's clients performs it, from 0
     */
    public record Call(long nanos, String node, int worker, Invocation invocation) {

        /** Whether it belongs to the final phase, which begins when the network has been quiet for a while. */
        public boolean isFinal() {
            return invocation.flags().contains("final?");
        }
    }

    /** The begin or end of a fault; {@code value} is the one of the history. */
    public record FaultChange(long nanos, String fault, boolean begins, Object value) {
    }

    /**
     * A moment from which the fates of messages, and all random numbers, follow from another seed. All faults end at
     * that moment, and no more begin.
     */
    public record Fork(long nanos, long seed) {
    }

    /** When the final phase begins; {@code Long.MAX_VALUE} if there is none. */
    public long finalNanos() {
        return calls.stream().filter(Call::isFinal).mapToLong(Call::nanos).min().orElse(Long.MAX_VALUE);
    }

    public Plan withCalls(List<Call> others) {
        return new Plan(others, faults, mishaps, fork);
    }

    public Plan withMishaps(List<Mishap> others) {
        return new Plan(calls, faults, others, fork);
    }

    public Plan withFork(long nanos, long seed) {
        return new Plan(calls, faults, mishaps, new Fork(nanos, seed));
    }

    /** Whether a fault that is planned for this time still begins. */
    boolean reaches(long nanos) {
        return fork == null || nanos < fork.nanos;
    }
}
