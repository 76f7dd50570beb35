package bench.cli;

import bench.build.BuildException;
import bench.build.ShellWords;
import bench.build.Words;
import bench.report.StoredRun;
import bench.run.StoredTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The run that {@code maelstrom why} explains unless it is told which one: the last failing one of the store. */
final class LastFailure {

    private static final String VALID = "valid";

    private LastFailure() {
    }

    /**
     * The words of {@code why} that explain it; prints which run it is.
     *
     * @throws BuildException if there is no such run, or if it cannot be repeated
     */
    static String[] why(Path store) throws IOException {
        for (StoredRun run : StoredRun.allIn(store)) {
            if (run.isComplete() && !run.verdict().equals(VALID)) {
                return why(run);
            }
        }
        throw new BuildException("There is no failing run in " + store + ": say which test to explain, with the "
                + "options of maelstrom test");
    }

    private static String[] why(StoredRun run) throws IOException {
        Optional<StoredTest> test = StoredTest.read(run.folder());
        if (test.filter(each -> each.engine().equals("sim")).isEmpty()) {
            throw new BuildException("The last failing run, " + run.folder() + ", was not on sim: only sim can repeat "
                    + "a run, and so explain it");
        }
        List<String> command = test.get().command();
        System.out.println("Run         " + run.folder() + " (maelstrom " + ShellWords.join(command) + ")");
        return new Words(command.subList(1, command.size())).startingWith("why").all().toArray(String[]::new);
    }
}
