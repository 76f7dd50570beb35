package bench.cli;

import bench.engine.ExitStatus;
import bench.report.StoredRun;
import bench.terminal.Browser;
import bench.terminal.ShownPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom report}: makes the report of a run again, and opens it. */
@Command(name = "report", description = "Makes the report of a run again, from its journal, and opens it in a browser.")
public final class ReportCommand implements Callable<Integer> {

    private static final Path LATEST = Path.of("store/latest");
    private static final Path CURRENT = Path.of("store/current");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "RUN",
            description = "The folder of the run. Default: store/latest, the last run that came to an end.")
    private Path folder;

    @Option(names = "--open", hidden = true, description = "Does nothing: the report is opened anyway.")
    private boolean open;

    @Override
    public Integer call() throws IOException {
        StoredRun run = folder == null ? latest() : existing(folder);
        if (!run.isComplete()) {
            throw complaint(ShownPath.of(run.folder()) + " has no history: the run was interrupted, or is not over");
        }
        if (!run.has("journal.jsonl")) {
            throw complaint(run.folder() + " has no journal.jsonl, which a report is made from");
        }
        Browser.open(run.report().toUri().toString());
        return ExitStatus.VALID;
    }

    private StoredRun latest() throws IOException {
        boolean isNewerIncomplete = Files.isDirectory(CURRENT) && !new StoredRun(CURRENT).isComplete();
        if (isNewerIncomplete && Files.isDirectory(LATEST)) {
            System.out.println("The last run, " + ShownPath.of(CURRENT.toRealPath())
                    + ", was interrupted or is not over; this is the one before.");
        }
        return existing(isNewerIncomplete && !Files.isDirectory(LATEST) ? CURRENT : LATEST);
    }

    private StoredRun existing(Path given) throws IOException {
        if (!Files.isDirectory(given)) {
            throw complaint("There is no run in " + given + ": give the folder of one, such as store/broadcast/latest");
        }
        return new StoredRun(given.toRealPath());
    }

    private ParameterException complaint(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
