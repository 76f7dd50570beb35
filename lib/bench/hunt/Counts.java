package bench.hunt;

import bench.history.Op;
import bench.run.TestRun;

/**
 * How much happened in some runs.
 *
 * @param operations what clients asked
 * @param messages   all messages, also those that were lost
 * @param faults     how often the nemesis began one
 */
public record Counts(long operations, long messages, long faults) {

    public static final Counts NONE = new Counts(0, 0, 0);

    static Counts of(TestRun.Outcome outcome) {
        long faults = outcome.history().ops().stream().filter(op -> !op.isClient() && isBegin(op)).count();
        return new Counts(outcome.history().invocations().count(), outcome.stats().sent(), faults);
    }

    private static boolean isBegin(Op op) {
        return op.f().startsWith("start-");
    }

    public Counts plus(Counts other) {
        return new Counts(operations + other.operations, messages + other.messages, faults + other.faults);
    }
}
