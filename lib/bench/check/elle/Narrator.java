package bench.check.elle;

import bench.history.Times;
import java.util.List;

/** Explains why one transaction must come before another. */
interface Narrator {

    /**
     * The order of preference: of several dependencies between two transactions, the first in this list is explained.
     */
    List<Dependency> precedence();

    /** The reason, as a sentence that uses the given names. */
    String why(Txn before, String beforeName, Txn after, String afterName, Dependency dependency);

    /** The reasons that do not depend on what transactions read and write. */
    static String whyInTime(Txn before, String beforeName, Txn after, String afterName, Dependency dependency) {
        return switch (dependency) {
            case PROCESS -> "the same client ran %s before %s".formatted(beforeName, afterName);
            case REALTIME -> "%s had ended %s before %s began".formatted(beforeName,
                    Times.seconds(after.invocation().time() - before.completion().time()), afterName);
            case WW, WR, RW -> throw new IllegalArgumentException("not an order of time: " + dependency);
        };
    }
}
