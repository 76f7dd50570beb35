package bench.hunt;

import bench.journal.Journal;
import bench.run.TestOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Runs seeds on request of another process, one request a line, and answers each with one line: {@code run 17} with a
 * {@link RunResult}, {@code store 17} with the folder of the stored run.
 */
public final class SeedWorker {

    static final String RUN = "run ";
    static final String STORE = "store ";

    private final Player player;
    private final LongFunction<TestOptions> options;
    private final Storage storage;

    /** Runs a seed again and stores all files of the run. */
    public interface Storage {

        /** @return its folder; empty if there is none */
        Optional<Path> store(long seed) throws IOException;
    }

    /** @param options the options of the run of a seed */
    public SeedWorker(Player player, LongFunction<TestOptions> options, Storage storage) {
        this.player = player;
        this.options = options;
        this.storage = storage;
    }

    /** Answers requests until the input ends. */
    public void serve(BufferedReader in, PrintStream out) throws IOException {
        String line = in.readLine();
        while (line != null) {
            out.println(answer(line));
            out.flush();
            line = in.readLine();
        }
    }

    private String answer(String line) throws IOException {
        if (line.startsWith(STORE)) {
            return storage.store(Long.parseLong(line.substring(STORE.length()))).map(Path::toString).orElse("");
        }
        return result(Long.parseLong(line.substring(RUN.length()))).toString();
    }

    private RunResult result(long seed) {
        Player.Run run = player.play(options.apply(seed), Journal.NOBODY);
        return new RunResult(Counts.of(run.outcome()), run.reason());
    }
}
