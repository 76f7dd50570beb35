import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small change that PIT makes to the compiled code of a method.
 *
 * @param type   the class that is changed, by its binary name
 * @param change what is changed, in PIT's words, such as {@code removed call to Replica::append}
 */
record Mutant(String type, String method, String file, int line, String change) {

    /** @param method PIT's name for it; a lambda counts as part of the method around it, as in the source */
    static Mutant of(String type, String method, String file, int line, String change) {
        return new Mutant(type, enclosing(method), file, line, change.replaceAll("lambda\\$(\\w+)\\$\\d+", "$1"));
    }

    private static String enclosing(String method) {
        return method.startsWith("lambda$") ? method.split("\\$")[1] : method;
    }

    /** The text of the line that is changed; the file is in one of these folders, or in that of its package. */
    String sourceLine(List<Path> folders) throws IOException {
        Path name = Path.of(type.replace('.', '/')).resolveSibling(file);
        Path source = folders.stream().map(folder -> folder.resolve(name)).filter(Files::exists).findFirst()
                .orElseThrow(() -> new IOException("no source of " + this));
        return Files.readAllLines(source).get(line - 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + type + "." + method + ": " + change;
    }
}
