import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code maelstrom} in a process of its own, with the tests' classes, so that nothing is built or
 * downloaded.
 */
final class MaelstromCommand {

    private MaelstromCommand() {
    }

    /** Runs it to its end, in a folder where it may make its {@code store/}. */
    static Shell.Result run(Path folder, String... arguments) {
        return Shell.in(folder).run("", words(arguments).toArray());
    }

    /** The same with additional environment variables. */
    static Shell.Result run(Shell shell, String... arguments) {
        return shell.run("", words(arguments).toArray());
    }

    /** Starts it and discards its output. */
    static Process start(Path folder, String... arguments) throws IOException {
        return start(Shell.in(folder), arguments);
    }

    static Process start(Shell shell, String... arguments) throws IOException {
        return start(shell, ProcessBuilder.Redirect.DISCARD, arguments);
    }

    /** Starts it; what it prints, on stdout and on stderr, goes there. */
    static Process start(Shell shell, ProcessBuilder.Redirect output, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words(arguments)).directory(shell.folder().toFile())
                .redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(shell.environment());
        return builder.start();
    }

    /** Makes an executable file of it, to be typed in a terminal. */
    static void install(Path file) throws IOException {
        Shell.program(file, "exec " + String.join(" ", words()) + " \"$@\"");
    }

    private static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dbench.home=" + Shell.home(),
                "-cp", System.getProperty("java.class.path"), "Bench"));
        words.addAll(List.of(arguments));
        return words;
    }
}
