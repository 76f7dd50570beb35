package bench.run;

import bench.workload.Workload.Invocation;
import java.util.List;

/**
 * What shall happen in a run, step by step, in place of what clients and the nemesis would draw.
 *
 * @param calls    the operations, in the order of time
 * @param faults   the beginnings and ends of faults, in the order of time
 * @param mishaps  what happens to single messages
 * @param fork     from when on things may come otherwise; null for never
 */
public record Plan(List<Call> calls, List<FaultChange> faults, List<Mishap> mishaps, Fork fork) {

    /**
     * An operation.
     *
     * @param nanos  when it begins, on the history's clock; later if the worker is still busy then
     * @param worker which of the node's clients performs it, from 0
     */
    public record Call(long nanos, String node, int worker, Invocation invocation) {
    }

    /** That a fault begins or ends; {@code value} as in the history. */
    public record FaultChange(long nanos, String fault, boolean begins, Object value) {
    }

    /** That a message gets lost, or else arrives twice: the one with this number on its link, the first being 1. */
    public record Mishap(String src, String dest, long number, boolean lost) {
    }

    /**
     * From this moment on the fates of messages, and all random numbers, follow from another seed; what is broken is
     * mended at once, and nothing breaks any more.
     */
    public record Fork(long nanos, long seed) {
    }

    public Plan withFork(long nanos, long seed) {
        return new Plan(calls, faults, mishaps, new Fork(nanos, seed));
    }

    /** Whether a fault that the plan has at this time still begins. */
    boolean reaches(long nanos) {
        return fork == null || nanos < fork.nanos;
    }
}
