package bench.engine;

import bench.scenario.Reason;

/** Maelstrom's exit codes. */
public final class ExitStatus {

    public static final int VALID = 0;
    public static final int INVALID = 1;
    public static final int UNKNOWN = 2;
    public static final int BAD_ARGUMENTS = 254;
    public static final int BROKEN = 255;

    private ExitStatus() {
    }

    /** The status of a run that ended for this reason. */
    public static int of(Reason reason) {
        return switch (reason.ending()) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case UNKNOWN -> UNKNOWN;
            case BROKEN -> BROKEN;
        };
    }
}
