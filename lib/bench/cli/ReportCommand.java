package bench.cli;

import bench.report.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom report}: makes the report of a run again, and opens it. */
@Command(name = "report", description = "Makes the report of a run again, from its journal, and opens it in a browser.")
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "RUN", defaultValue = "store/latest",
            description = "The folder of the run. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "There is no run in " + folder
                    + ": give the folder of one, such as store/broadcast/latest");
        }
        StoredRun run = new StoredRun(folder.toRealPath());
        if (!run.has("journal.jsonl")) {
            throw new ParameterException(spec.commandLine(), folder
                    + " has no journal.jsonl, from which a report is made");
        }
        Browser.open(run.report().toUri().toString());
        return ExitStatus.VALID;
    }
}
