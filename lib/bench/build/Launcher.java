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
     * Many nodes start at once on few cores, and live shortly. So: the compiler that is quick at its own work, and only
     * for what runs often; a collector without threads of its own; a young generation so small that a node takes 70 MB and
     * not 160; no locale data but the host's, as reading Java's own takes a tenth of the start, and Jackson would have it
     * read. What the JVM has to say must not get between the messages on stdout.
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
        Path aotCache = build.jar().resolveSibling("script.aot");
        if (!build.jdk().hasAotCache()) {
            write(launcher, command(build, List.of()), cache);
        } else if (!Files.exists(launcher) || !AotCache.isIntact(aotCache)) {
            System.err.println("maelstrom: preparing a fast start of " + build.script().getFileName() + ", once after an edit");
            AotCache.train(output -> command(build, List.of("-XX:AOTCacheOutput=" + output)), aotCache, cache);
            boolean trained = Files.size(aotCache) > 0;
            write(launcher, command(build, trained ? List.of("-XX:AOTCache=" + aotCache) : List.of()), cache);
        }
        return launcher;
    }

    private static List<String> command(Build build, List<String> aotOption) {
        List<String> line = new ArrayList<>();
        line.add(build.jdk().java().toString());
        line.addAll(OPTIONS);
        line.addAll(aotOption);
        line.addAll(build.options());
        line.addAll(List.of("-cp", Compiler.join(build.classpath()), build.mainClass()));
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
