package bench.cli;

import bench.scenario.Reason;

/** Maelstrom's exit codes. */
final class ExitStatus {

    static final int VALID = 0;
    static final int INVALID = 1;
    static final int UNKNOWN = 2;
    static final int BAD_ARGUMENTS = 254;
    static final int BROKEN = 255;

    private ExitStatus() {
    }

    /** The status of a run that ended for this reason. */
    static int of(Reason reason) {
        return switch (reason.ending()) {
            case "valid" -> VALID;
            case "invalid" -> INVALID;
            case "unknown" -> UNKNOWN;
            default -> BROKEN;
        };
    }
}
