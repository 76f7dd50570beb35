import bench.check.AnomalyNames;
import bench.check.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small script with the test that its opening comment asks for: {@code // test:} and options. Scripts in
 * {@code tests/good} pass it. Each script in {@code tests/broken} has one bug, and says what it must be
 * {@code convicted of}.
 *
 * @param crime what a broken one must be convicted of, by one of the names in {@link AnomalyNames}; otherwise empty
 */
record Specimen(Path file, List<String> options, String crime) {

    /** All scripts in a folder next to this one. Files with a capital initial contain what those scripts share. */
    static List<Specimen> in(String folder) {
        try (Stream<Path> files = Files.list(Shell.home().resolve("tests").resolve(folder))) {
            return files.filter(file -> Character.isLowerCase(file.getFileName().toString().charAt(0)))
                    .filter(file -> file.toString().endsWith(".java")).sorted().map(Specimen::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program in this file, in Java or Python. */
    static Specimen of(Path file) {
        return new Specimen(file, List.of(header(file, "test").split(" ")), header(file, "convicted of"));
    }

    private static String header(Path file, String name) {
        Pattern header = Pattern.compile("(?://|#) " + name + ": (.+)");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(header::matcher).filter(Matcher::matches).map(line -> line.group(1))
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return file.getFileName().toString().replace(".java", "");
    }

    @Override
    public String toString() {
        return name();
    }

    /** The names of everything that a test's checkers found wrong. */
    static Set<String> crimes(Map<String, Verdict> verdicts) {
        Set<String> crimes = new TreeSet<>();
        verdicts.forEach((checker, verdict) -> crimes.addAll(AnomalyNames.of(checker, verdict.toMap())));
        return crimes;
    }
}
