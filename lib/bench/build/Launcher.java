package bench.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Makes the shell script that starts a node of a build. */
final class Launcher {

    /**
     * Many nodes start at once on few cores, and nodes are short-lived. That is why they use only the fast compiler
     * (C1), and only for code that runs often; a collector without threads of its own; and a young generation so small
     * that a node takes 70 MB, not 160. They use only the host's locale data, because reading Java's own, which Jackson
     * triggers, takes a tenth of the start. The JVM must print nothing on stdout, between the messages.
     */
    static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3",
            "-XX:+UseSerialGC", "-Xms16m", "-Xmn8m", "-Djava.locale.providers=HOST",
            "-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=error:stderr");

    private Launcher() {
    }

    /** The launcher of a build, made if it does not exist yet. */
    static Path of(Build build, Cache cache) throws IOException {
        String name = build.script().getFileName().toString().replaceFirst("\\.java$", "");
        Path launcher = build.jar().resolveSibling(name);
        List<String> archive = archiveOption(build, cache);
        if (!archive.isEmpty() || !Files.exists(launcher)) {
            write(launcher, command(build, archive), cache);
        }
        return launcher;
    }

    /** The JVM option for a start-up archive; none if no archive can be made. The JVM then starts without one. */
    private static List<String> archiveOption(Build build, Cache cache) throws IOException {
        if (build.libraries().isEmpty()) {
            return List.of(); // the JDK's own archive is enough
        }
        StartupArchive archive = StartupArchive.of(build, cache);
        if (!archive.isIntact()) {
            System.err.println("maelstrom: preparing nodes to start fast (once for these libraries)");
            String reason = archive.make(build, java(build), cache);
            if (reason != null) {
                System.err.println("maelstrom: cannot prepare them: " + reason + ". Nodes take twice as long to start; "
                        + "the next run tries again.");
                return List.of();
            }
        }
        return List.of(archive.option());
    }

    private static List<String> command(Build build, List<String> archive) {
        List<String> line = new ArrayList<>(java(build));
        line.addAll(archive);
        line.addAll(List.of("-cp", Compiler.join(build.librariesFirst()), build.mainClass()));
        return line;
    }

    private static List<String> java(Build build) {
        List<String> line = new ArrayList<>(List.of(build.jdk().java().toString()));
        line.addAll(OPTIONS);
        line.addAll(build.options());
        return line;
    }

    private static void write(Path launcher, List<String> command, Cache cache) throws IOException {
        Path work = Files.writeString(cache.workFolder().resolve("launcher"),
                "#!/bin/sh\nexec " + ShellWords.join(command) + " \"$@\"\n");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(work, launcher, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(work.getParent());
    }
}
