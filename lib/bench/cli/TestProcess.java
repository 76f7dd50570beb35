package bench.cli;

import bench.build.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code maelstrom test} or {@code challenge} in a process of its own, which ends with this one. */
final class TestProcess {

    private TestProcess() {
    }

    /**
     * How it ended.
     *
     * @param engine what judged it; empty if it did not get so far
     * @param store  the folder of its run, if it had one
     */
    record Result(int status, String engine, Optional<Path> store) {
    }

    /**
     * Runs it to its end.
     *
     * @param home   the folder of the scripts, with {@code lib} in it
     * @param folder its working directory
     * @param words  the command with its options
     * @param output what becomes of its output and its errors
     */
    static Result run(Path home, Path folder, Words words, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        Path note = Files.createTempFile("gossip-glomers", ".store");
        note.toFile().deleteOnExit(); // Ctrl-C ends this JVM before it comes to the end of this method
        try {
            List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString()));
            command.addAll(words.with(List.of("--store-to", note.toString())).all());
            int status = Children.start(new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
                    .redirectOutput(output).redirectError(output)).waitFor();
            List<String> run = Files.readAllLines(note);
            return run.isEmpty()
                    ? new Result(status, "", Optional.empty())
                    : new Result(status, run.getFirst(), Optional.of(Path.of(run.getLast())));
        } finally {
            Files.deleteIfExists(note);
        }
    }
}
