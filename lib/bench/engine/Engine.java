package bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One way to run a test. */
public interface Engine {

    /** What {@code --engine} calls it. */
    String name();

    /** Whether a seed repeats a run. If not, the command of a run has none. */
    boolean repeats();

    /** Why it cannot do what is asked; empty if it can. */
    Optional<String> refusal(Request request) throws IOException;

    /** Runs one test and prints how it went. */
    Result run(Request request) throws IOException, InterruptedException;

    /**
     * How a run ended.
     *
     * @param status an exit status
     * @param store  the folder of this run; empty if it has none
     * @param cases  how many cases there are of each anomaly, as far as the engine can tell
     * @param onlyLimits whether a limit is exceeded and nothing else is wrong, as far as the engine can tell
     */
    record Result(int status, Optional<Path> store, Map<String, Integer> cases, boolean onlyLimits) {

        Result(int status, Optional<Path> store) {
            this(status, store, Map.of(), false);
        }
    }
}
