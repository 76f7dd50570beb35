package bench.build;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program that a node runs. Maelstrom takes only the path of an executable; this also understands whatever you
 * would type in a shell.
 */
public sealed interface Program {

    /** Words between jbang and the script that do not change the node. */
    Set<String> JBANG_WORDS = Set.of("run", "--quiet", "--verbose", "--fresh", "--offline", "-o");

    Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    /** The file itself, absolute. */
    Path file();

    /** The arguments given to each node. */
    List<String> args();

    /** The file, and the files among the arguments: {@code python3 node.py} is about both. */
    default List<Path> files() {
        return Stream.concat(Stream.of(file()), args().stream().map(Path::of)).filter(Files::isRegularFile).toList();
    }

    /** A Java source file that JBang runs. */
    record Script(Path file, List<String> args) implements Program {
    }

    /** Anything else that the operating system can start. */
    record Executable(Path file, List<String> args) implements Program {
    }

    /**
     * Understands {@code jbang echo.java}, {@code lib/bin/jbang echo.java}, {@code echo.java}, {@code ./node},
     * {@code python3 node.py} and {@code DEBUG=1 ./node}, each with arguments. Paths are relative to the given folder.
     *
     * @throws BuildException if there is no such file, or it cannot be executed
     */
    static Program parse(String bin, Path folder) {
        if (isFile(bin.strip(), folder)) {
            return of(folder.resolve(bin.strip()), List.of()); // a path may contain blanks
        }
        List<String> words = ShellWords.split(bin);
        if (words.isEmpty()) {
            throw new BuildException("--bin is empty: give it a script (broadcast.java) or any executable");
        }
        int assignments = 0;
        while (assignments < words.size() && ASSIGNMENT.matcher(words.get(assignments)).matches()) {
            assignments++;
        }
        List<String> command = words.subList(assignments, words.size());
        return assignments == 0 ? command(command, folder) : withEnvironment(words.subList(0, assignments), command,
                folder);
    }

    private static boolean isFile(String name, Path folder) {
        try {
            return Files.isRegularFile(folder.resolve(name));
        } catch (InvalidPathException e) {
            throw new BuildException("--bin: " + e.getReason() + " in a file name");
        }
    }

    private static Program withEnvironment(List<String> assignments, List<String> command, Path folder) {
        if (command.isEmpty() || !(command(command, folder) instanceof Executable(Path file, List<String> args))) {
            throw new BuildException("--bin: " + assignments.getFirst()
                    + " works only in front of an executable. For a script, put it in front of maelstrom");
        }
        List<String> all = new ArrayList<>(assignments);
        all.add(file.toString());
        all.addAll(args);
        return new Executable(onPath("env").orElse(Path.of("/usr/bin/env")), all);
    }

    private static Program command(List<String> words, Path folder) {
        String command = words.getFirst();
        List<String> args = words.subList(1, words.size());
        if (Path.of(command).endsWith("jbang")) {
            return jbang(args, folder);
        }
        if (Path.of(command).endsWith("java")) {
            args.stream().filter(arg -> arg.endsWith(".java") && isFile(arg, folder)
                    && Sources.mentionedBy(folder.resolve(arg)).size() > 1).findFirst().ifPresent(script -> {
                throw new BuildException("--bin: java ignores the line //SOURCES of " + script
                        + "; type jbang instead of java");
            });
        }
        Path file = folder.resolve(command);
        if (!Files.exists(file) && !command.contains(File.separator)) {
            file = onPath(command).orElse(file);
        }
        return of(file, args.stream().map(arg -> absolute(arg, folder)).toList());
    }

    private static Script jbang(List<String> args, Path folder) {
        int script = 0;
        while (script < args.size() && JBANG_WORDS.contains(args.get(script))) {
            script++;
        }
        if (script == args.size()) {
            throw new BuildException("--bin jbang: the script is missing. Quote both: --bin 'jbang echo.java'");
        }
        String name = args.get(script);
        if (name.startsWith("-")) {
            throw new BuildException("--bin: the jbang option " + name
                    + " is not supported here. Supported are 'jbang echo.java', "
                    + "with arguments after the script, and //JAVA_OPTIONS in the script");
        }
        if (!name.endsWith(".java")) {
            throw new BuildException("--bin: jbang " + name
                    + " cannot be prepared here; only .java files can. If it is a "
                    + "file that starts with JBang's first line, make it executable and give its path without jbang");
        }
        return script(folder.resolve(name), args.subList(script + 1, args.size()));
    }

    private static Program of(Path file, List<String> args) {
        return file.toString().endsWith(".java") ? script(file, args) : executable(file, args);
    }

    private static Script script(Path file, List<String> args) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BuildException("--bin: there is no readable file " + file.normalize() + alternative(file));
        }
        return new Script(file.toAbsolutePath().normalize(), args);
    }

    private static Executable executable(Path file, List<String> args) {
        if (!Files.exists(file)) {
            throw new BuildException("--bin: there is no file " + file.normalize() + alternative(file));
        }
        if (Files.isDirectory(file)) {
            throw new BuildException("--bin: " + file.normalize() + " is a folder");
        }
        if (!Files.isExecutable(file)) {
            throw new BuildException("--bin: " + file.normalize() + " is not executable; run chmod +x on it");
        }
        FirstLine.mistake(file).ifPresent(mistake -> {
            throw new BuildException("--bin: " + file.normalize() + mistake);
        });
        return new Executable(file.toAbsolutePath().normalize(), args);
    }

    /** Asks for the file whose name is that of the missing one, without its ending or with a slip. */
    private static String alternative(Path missing) {
        String name = missing.getFileName().toString();
        String[] others = missing.toAbsolutePath().getParent().toFile().list();
        List<String> names = others == null ? List.of() : List.of(others); // null if there is no such folder
        return names.stream().filter((name + ".java")::equals).findFirst()
                .or(() -> Misspelling.nearest(name, names))
                .map(other -> "; did you mean " + other + "?").orElse("");
    }

    /** Makes a path absolute, because nodes start in a temporary directory. */
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
