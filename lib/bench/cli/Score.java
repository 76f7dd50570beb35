package bench.cli;

import bench.catalogue.Catalogue;
import bench.engine.ExitStatus;
import bench.run.Figures;
import java.nio.file.Path;
import java.util.List;

/**
 * What a script reached on a level.
 *
 * @param options those of the test, without its script
 * @param status  the exit status of the test
 * @param engine  what judged it; empty if the test did not get so far
 */
record Score(Catalogue.Challenge challenge, Path script, List<String> options, int status, String engine,
             Figures figures) {

    boolean passed() {
        return status == ExitStatus.VALID;
    }

    String verdict() {
        return switch (status) {
            case ExitStatus.VALID -> "valid";
            case ExitStatus.INVALID -> "invalid";
            case ExitStatus.UNKNOWN -> "unknown";
            default -> "broken (" + status + ")";
        };
    }

    /** A figure as people read it; empty if there is none. */
    static String shown(Double figure) {
        if (figure == null) {
            return "";
        }
        return figure == Math.rint(figure) ? Long.toString(Math.round(figure)) : "%.4g".formatted(figure);
    }
}
