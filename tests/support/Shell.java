import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Runs commands as a user would. */
record Shell(Path folder, Map<String, String> environment) {

    /** How a command ended. */
    record Result(int status, String out, String err) {
    }

    /** The repository's folder. Tests are started there or below. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("lib/Maelstrom.java"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Shell in(Path folder) {
        return new Shell(folder, Map.of());
    }

    Shell with(String name, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new Shell(folder, more);
    }

    Result run(String input, Object... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command).stream().map(Object::toString).toList());
        builder.directory(folder.toFile()).environment().putAll(environment);
        try {
            Process process = builder.start();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.errorReader()),
                    reading -> Thread.ofPlatform().daemon().start(reading)); // the common pool has few threads
            process.outputWriter().append(input).close();
            String out = read(process.inputReader());
            return new Result(process.onExit().join().exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Reader reader) {
        try (reader) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips a test where there is no such program. */
    static void assumeThereIs(String program) {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))), "there is no " + program);
    }

    /** Writes a fake program. */
    static Path program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
