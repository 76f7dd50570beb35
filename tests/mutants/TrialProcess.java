import bench.process.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Has mutants tried in another process, and starts the next one when a mutant has ruined it. */
final class TrialProcess implements AutoCloseable {

    /** A run takes about a second. The simulator's watchdog notices a busy loop earlier than this. */
    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "crashed";

    private final List<String> args;
    private Process process;
    private BlockingQueue<String> lines;

    /**
     * @param originals the folder of the original classes
     * @param scripts   the names of the scripts among them
     */
    TrialProcess(Path originals, List<String> scripts) {
        args = Stream.concat(Stream.of(originals.toString()), scripts.stream()).toList();
    }

    /** Which run on this seed has convicted these classes, and of what; empty if they have survived all. */
    Optional<String> convict(String seed, Path classes) throws IOException, InterruptedException {
        if (process == null) {
            start();
        }
        new PrintWriter(process.outputWriter(), true).println(seed + " " + classes);
        String run = "";
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                close();
                return Optional.of(run + ": the simulation does not end");
            }
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "run" -> run = words[1];
                case "survived" -> {
                    return Optional.empty();
                }
                case "convicted" -> {
                    return Optional.of(words[1]);
                }
                case "spoilt" -> {
                    close();
                    return Optional.of(words[1]);
                }
                default -> { // what the JVM says before it gives up, or END
                    close();
                    return Optional.of(run + ": the simulation: " + line);
                }
            }
        }
    }

    private synchronized void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx700m",
                "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.trackAllThreads=false", "-cp", System.getProperty("java.class.path"), "Trial"));
        command.addAll(args);
        process = Children.start(new ProcessBuilder(command).redirectError(Redirect.DISCARD));
        lines = new LinkedBlockingQueue<>();
        BufferedReader reader = process.inputReader();
        BlockingQueue<String> queue = lines;
        Thread.ofPlatform().daemon().start(() -> {
            reader.lines().forEach(queue::add);
            queue.add(END);
        });
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            Children.kill(process);
            process = null;
        }
    }
}
