package bench.cli;

import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Program;
import bench.engine.Engine;
import bench.engine.ExitStatus;
import bench.history.Nouns;
import bench.terminal.Browser;
import bench.terminal.Style;
import bench.watch.WatchLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;

/** A test under {@code --watch}: runs it once more, and prints what changed since the run before. */
final class WatchedTest implements WatchLoop.Test {

    private final Program program;
    private final Attempt attempt;
    private final PrintStream out = System.out;
    private final Style style = Style.ofTerminal();
    private volatile int status = ExitStatus.BROKEN;
    private volatile Engine.Result last;

    /** Builds and runs the program once. */
    interface Attempt {
        Engine.Result run(long seed) throws IOException, InterruptedException;
    }

    WatchedTest(Program program, Attempt attempt) {
        this.program = program;
        this.attempt = attempt;
    }

    /** How the last run ended. */
    int status() {
        return status;
    }

    @Override
    public List<Path> files() {
        return program instanceof Program.Script ? Builder.files(program.file()) : program.files();
    }

    @Override
    public void announce(List<Path> saved) {
        out.println("\n" + style.dim(saved.stream().map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", ")) + " saved"));
    }

    @Override
    public void run(long seed) {
        try {
            Engine.Result result = attempt.run(seed);
            status = result.status();
            compare(result);
        } catch (CancellationException | InterruptedException e) {
            out.println(style.dim("stopped"));
        } catch (Exception e) {
            fail(e);
        }
    }

    private void fail(Exception e) {
        if (Thread.currentThread().isInterrupted()) { // an interrupt fails what was being read or written
            out.println(style.dim("stopped"));
        } else if (e instanceof BuildException || e instanceof ParameterException) {
            status = ExitStatus.BAD_ARGUMENTS;
            out.println(style.bad(e.getMessage()));
        } else {
            status = ExitStatus.BROKEN;
            out.println("The bench itself failed: " + e);
        }
    }

    /** A run that broke has no figures, and so is not compared. */
    private void compare(Engine.Result result) throws IOException {
        if (result.status() <= ExitStatus.UNKNOWN) {
            if (last != null) {
                String changes = Changes.between(last, result);
                out.println("Changed     " + (changes.isEmpty() ? "nothing" : changes));
            }
            last = result;
        }
    }

    @Override
    public void explainKeys(long nextSeed) {
        out.println(style.dim("Watching %s. Keys: r rerun, n next seed (%d), o open the report, q quit".formatted(
                Nouns.count(files().size(), "file"), nextSeed)));
    }

    @Override
    public void openReport() {
        Optional.ofNullable(last).flatMap(Engine.Result::store).map(folder -> folder.resolve("report.html"))
                .filter(Files::exists).ifPresentOrElse(report -> Browser.open(report.toUri().toString()),
                        () -> out.println("There is no report yet."));
    }
}
