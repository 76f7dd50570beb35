package bench.build;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node runs. Maelstrom takes the path of an executable only; people type what they would type in a shell, so
 * that is understood too.
 */
public sealed interface Program {

    /** The file itself, absolute. */
    Path file();

    /** The arguments of each node. */
    List<String> args();

    /** A Java source file that JBang runs. */
    record Script(Path file, List<String> args) implements Program {
    }

    /** Anything else that the operating system can start. */
    record Executable(Path file, List<String> args) implements Program {
    }

    /**
     * Understands {@code jbang echo.java}, {@code lib/bin/jbang echo.java}, {@code echo.java}, {@code ./node}, and
     * {@code python3 node.py}, each with arguments. Paths are relative to the folder given.
     *
     * @throws BuildException if there is no such file, or it cannot be executed
     */
    static Program parse(String bin, Path folder) {
        Path whole = folder.resolve(bin.strip());
        if (Files.isRegularFile(whole)) {
            return of(whole, List.of());
        }
        List<String> words = List.of(bin.strip().split("\\s+"));
        String command = words.getFirst();
        List<String> args = words.subList(1, words.size());
        if (Path.of(command).endsWith("jbang") && !args.isEmpty()) {
            int script = args.getFirst().equals("run") && args.size() > 1 ? 1 : 0;
            Path file = folder.resolve(args.get(script));
            return script(file, args.subList(script + 1, args.size()));
        }
        if (command.equals("jbang")) {
            throw new BuildException("--bin jbang: of which script? They go together: --bin 'jbang echo.java'");
        }
        Path file = folder.resolve(command);
        if (!Files.exists(file) && !command.contains(File.separator)) {
            file = onPath(command).orElse(file);
        }
        return of(file, args.stream().map(arg -> absolute(arg, folder)).toList());
    }

    private static Program of(Path file, List<String> args) {
        return file.toString().endsWith(".java") ? script(file, args) : executable(file, args);
    }

    private static Script script(Path file, List<String> args) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BuildException("--bin: there is no file " + file.normalize() + " that can be read");
        }
        return new Script(file.toAbsolutePath().normalize(), args);
    }

    private static Executable executable(Path file, List<String> args) {
        if (!Files.exists(file)) {
            throw new BuildException("--bin: there is no file " + file.normalize());
        }
        if (Files.isDirectory(file)) {
            throw new BuildException("--bin: " + file.normalize() + " is a folder");
        }
        if (!Files.isExecutable(file)) {
            throw new BuildException("--bin: " + file.normalize() + " is not executable (chmod +x makes it so)");
        }
        return new Executable(file.toAbsolutePath().normalize(), args);
    }

    /** Nodes start in a temp directory, where a relative path leads nowhere. */
    private static String absolute(String arg, Path folder) {
        Path file = folder.resolve(arg);
        return Files.isRegularFile(file) ? file.toAbsolutePath().normalize().toString() : arg;
    }

    private static Optional<Path> onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, command))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }
}
