package bench.cli;

import bench.build.Words;
import bench.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A {@code maelstrom test} or {@code challenge} in a process of its own, which ends with this one. */
final class TestProcess {

    private TestProcess() {
    }

    /**
     * How it ended.
     *
     * @param engine    what judged it; empty if it did not get so far
     * @param store     the folder of its run, if it had one
     * @param complaint what it wrote on stderr: why it could not run
     */
    record Result(int status, String engine, Optional<Path> store, String complaint) {

        /** Whether nothing was run. */
        boolean wasRefused() {
            return engine.isEmpty();
        }
    }

    /**
     * Runs it to its end.
     *
     * @param home   the folder of the scripts, with {@code lib} in it
     * @param folder its working directory
     * @param words  the command with its options
     * @param output what becomes of its output
     */
    static Result run(Path home, Path folder, Words words, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        Path note = temporary(".store");
        Path errors = temporary(".errors");
        try {
            List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString()));
            command.addAll(words.with(List.of("--store-to", note.toString())).all());
            int status = Children.await(Children.start(new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectOutput(output).redirectError(errors.toFile())));
            List<String> run = Files.readAllLines(note);
            String complaint = Files.readString(errors).strip();
            return run.isEmpty()
                    ? new Result(status, "", Optional.empty(), complaint)
                    : new Result(status, run.getFirst(), Optional.of(Path.of(run.getLast())), complaint);
        } finally {
            Files.deleteIfExists(note);
            Files.deleteIfExists(errors);
        }
    }

    /** The command that starts one that serves as a {@link bench.hunt.SeedWorker}. */
    static List<String> server(Path home, Words test) {
        List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString(), "test"));
        command.addAll(test.with(List.of("--engine", "sim")).all());
        return command;
    }

    private static Path temporary(String suffix) throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "gossip-glomers" + UUID.randomUUID() + suffix);
        file.toFile().deleteOnExit(); // before it exists: once Ctrl-C ends this JVM, this throws, and nothing stays
        return Files.createFile(file);
    }
}
