package bench.hunt;

import bench.process.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A {@link SeedWorker} in a process of its own, and in a new process if that one ends. */
public final class WorkerProcess implements AutoCloseable {

    private final List<String> command;
    private Process process;
    private BufferedReader answers;
    private Writer requests;
    private boolean hasAnswered;

    /** @param command starts a process that serves as a {@link SeedWorker} */
    WorkerProcess(List<String> command) throws IOException {
        this.command = command;
        start();
    }

    private void start() throws IOException {
        process = Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        answers = process.inputReader();
        requests = process.outputWriter();
    }

    /**
     * Runs a seed. If the script ends the whole process, its run is broken, and the next run has another process.
     *
     * @throws IOException if no process has ever run one
     */
    public RunResult run(long seed) throws IOException {
        String answer = ask(SeedWorker.RUN + seed);
        try {
            RunResult result = RunResult.parse(String.valueOf(answer));
            hasAnswered = true;
            return result;
        } catch (IllegalArgumentException e) {
            Children.kill(process);
            if (!hasAnswered) {
                throw new IOException("a process that should run seeds ended"
                        + (answer == null ? "" : ", and said: " + answer));
            }
            start();
            return RunResult.broken();
        }
    }

    /** Runs a seed again and stores all files of the run; returns their folder. */
    Optional<Path> store(long seed) throws IOException {
        return Optional.ofNullable(ask(SeedWorker.STORE + seed)).filter(path -> !path.isEmpty()).map(Path::of);
    }

    /** @return null if the process has ended */
    private String ask(String request) throws IOException {
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            // The process has ended; its output may say why.
        }
        return answers.readLine();
    }

    /** Ends the process, which must be idle. */
    @Override
    public void close() throws IOException {
        requests.close();
        try {
            Children.await(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
