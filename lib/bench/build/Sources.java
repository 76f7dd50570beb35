package bench.build;

import bench.terminal.ShownPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script and all files that it includes with {@code //SOURCES}. This reads just enough of JBang's directives to know
 * whether anything has changed since the last build, and whether the compiler alone can build the script.
 */
final class Sources {

    private static final Pattern DIRECTIVE = Pattern.compile("//([A-Z_]+)(?:\\s+(.*?))?\\s*");
    private static final Pattern MAVEN_COORDINATE = Pattern.compile("[\\w.-]+(:[\\w.-]+){2,3}(@\\w+)?");
    private static final Pattern FILE_NAME = Pattern.compile("[\\w./-]+\\.java");

    /** Directives that the compiler alone cannot handle. */
    private static final Set<String> BEYOND_JAVAC =
            Set.of("FILES", "GROOVY", "JAVAAGENT", "KOTLIN", "MANIFEST", "MODULE", "PREVIEW");

    private final Path script;
    private final Map<Path, byte[]> contents = new LinkedHashMap<>();
    private final List<String> directives = new ArrayList<>();
    private final Set<Path> mentioned = new LinkedHashSet<>();
    private boolean plain = true;
    private BuildException trouble;

    private Sources(Path script) {
        this.script = script;
    }

    /** @throws BuildException if an included file does not exist */
    static Sources of(Path script) {
        Sources sources = read(script);
        if (sources.trouble != null) {
            throw sources.trouble;
        }
        return sources;
    }

    /** The files of a script, also those that do not exist. */
    static List<Path> mentionedBy(Path script) {
        return List.copyOf(read(script).mentioned);
    }

    private static Sources read(Path script) {
        Sources sources = new Sources(script);
        sources.add(script, "cannot read " + ShownPath.of(script));
        return sources;
    }

    /** @param complaint what to say if it cannot be read */
    private void add(Path file, String complaint) {
        if (!mentioned.add(file)) {
            return;
        }
        try {
            contents.put(file, Files.readAllBytes(file));
        } catch (IOException e) {
            trouble = Objects.requireNonNullElse(trouble, new BuildException(complaint));
            return;
        }
        List<String> lines = new String(contents.get(file), StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher directive = DIRECTIVE.matcher(lines.get(i));
            if (directive.matches()) {
                note(file, i + 1, directive.group(1), Objects.requireNonNullElse(directive.group(2), ""));
            }
        }
    }

    private void note(Path file, int line, String name, String value) {
        directives.add(name + " " + value);
        List<String> values = List.of(value.split("[\\s,;]+"));
        switch (name) {
            case "DEPS" -> plain &= values.stream().allMatch(MAVEN_COORDINATE.asMatchPredicate());
            case "SOURCES" -> {
                plain &= values.stream().allMatch(FILE_NAME.asMatchPredicate());
                values.stream().filter(FILE_NAME.asMatchPredicate()).forEach(source -> include(source, file, line));
            }
            default -> plain &= !BEYOND_JAVAC.contains(name);
        }
    }

    private void include(String source, Path file, int line) {
        Path included = real(file).resolveSibling(source).normalize();
        add(included, ShownPath.of(file) + ":" + line + ": error: there is no file " + ShownPath.of(included));
    }

    /** Resolves links: a script may be a link, and JBang looks for included files next to the link's target. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new BuildException("cannot read " + ShownPath.of(file));
        }
    }

    /** Whether the compiler alone can build this; otherwise only JBang can. */
    boolean plain() {
        return plain;
    }

    Path script() {
        return script;
    }

    /** All source files, the script first. */
    List<Path> files() {
        return List.copyOf(contents.keySet());
    }

    /** A key that two scripts share if JBang finds the same dependencies and options for them. */
    String directivesKey(Jdk jdk) {
        return Key.of(List.of(jdk, directives));
    }

    /** A key that two scripts share if they compile to the same classes, given all other inputs. */
    String key(Object... others) {
        List<Object> parts = new ArrayList<>(List.of(others));
        contents.forEach((file, bytes) -> {
            parts.add(script.getParent().relativize(file));
            parts.add(bytes);
        });
        return Key.of(parts);
    }
}
