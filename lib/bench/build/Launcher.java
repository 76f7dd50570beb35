package bench.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A script in front of Java: what a node of a build is started with. */
final class Launcher {

    /**
     * Many nodes start at once on few cores, and they are short-lived. So: only the fast compiler (C1), and only for
     * what runs often; a collector without threads of its own; a young generation so small that a node takes 70 MB, not
     * 160; only the host's locale data, because reading Java's own takes a tenth of the start, and Jackson has it read.
     * What the JVM prints must not get between the messages on stdout.
     */
    static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3",
            "-XX:+UseSerialGC", "-Xms16m", "-Xmn8m", "-Djava.locale.providers=HOST",
            "-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=error:stderr");

    private Launcher() {
    }

    /** Makes the launcher of a build, or finds it made. */
    static Path of(Build build, Cache cache) throws IOException {
        String name = build.script().getFileName().toString().replaceFirst("\\.java$", "");
        Path launcher = build.jar().resolveSibling(name);
        List<String> archive = archiveOption(build, cache);
        if (!archive.isEmpty() || !Files.exists(launcher)) {
            write(launcher, command(build, archive), cache);
        }
        return launcher;
    }

    /** The option to start from an archive; none if there is none to be had, as the JVM starts without one too. */
    private static List<String> archiveOption(Build build, Cache cache) throws IOException {
        if (build.libraries().isEmpty()) {
            return List.of(); // the JDK's own archive has all
        }
        StartupArchive archive = StartupArchive.of(build, cache);
        if (!archive.isIntact()) {
            System.err.println("maelstrom: preparing a fast start of nodes, once for these libraries");
            String reason = archive.make(build, java(build), cache);
            if (reason != null) {
                System.err.println("maelstrom: cannot prepare it: " + reason + ". Nodes start in twice the time; "
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
        String line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec ", " \"$@\""));
        Path work = Files.writeString(cache.workFolder().resolve("launcher"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(work, launcher, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(work.getParent());
    }
}
