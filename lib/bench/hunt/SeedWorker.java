package bench.hunt;

import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the seeds that another process asks for, a line each, and answers each with a line: {@code run 17} with how it
 * ended, {@code store 17} with the folder where the run now lies. What it prints beside that stays out of the way.
 */
public final class SeedWorker {

    static final String RUN = "run ";
    static final String STORE = "store ";

    private final Player player;
    private final TestOptions options;
    private final Storage storage;

    /** Runs a seed once more, with all the files that a run leaves. */
    public interface Storage {

        /** @return its folder; empty if there is none */
        Optional<Path> store(long seed) throws IOException;
    }

    public SeedWorker(Player player, TestOptions options, Storage storage) {
        this.player = player;
        this.options = options;
        this.storage = storage;
    }

    /** Serves until the input ends. */
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
        return reason(Long.parseLong(line.substring(RUN.length()))).toString();
    }

    private Reason reason(long seed) {
        return player.play(options.withSeed(seed), Journal.NOBODY).reason();
    }
}
