import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.Keyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small script with the test that its opening comment asks for: {@code // test:} and options. Scripts in
 * {@code tests/good} pass it. Each script in {@code tests/broken} has one bug, and says what it must be
 * {@code convicted of}.
 *
 * @param crime what a broken one must be convicted of, by one of the names in {@link #crimes}; otherwise empty
 */
record Specimen(Path file, List<String> options, String crime) {

    private static final Set<String> CRIMES_COUNTED = Set.of("lost-count", "duplicated-count");

    /** All scripts in a folder next to this one. Files with a capital initial contain what those scripts share. */
    static List<Specimen> in(String folder) {
        try (Stream<Path> files = Files.list(Shell.home().resolve("tests").resolve(folder))) {
            return files.filter(file -> Character.isLowerCase(file.getFileName().toString().charAt(0)))
                    .filter(file -> file.toString().endsWith(".java")).sorted().map(Specimen::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Specimen of(Path file) {
        return new Specimen(file, List.of(header(file, "// test: ").split(" ")), header(file, "// convicted of: "));
    }

    private static String header(Path file, String prefix) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length()))
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

    /**
     * The names of a test's findings: Jepsen's names for the anomalies of logs and transactions; {@code lost},
     * {@code duplicated} or {@code errors} if the result map counts or lists them; otherwise the name of the verdict,
     * such as {@code stats} or {@code availability}.
     */
    static Set<String> crimes(Map<String, Verdict> verdicts) {
        Set<String> crimes = new TreeSet<>();
        verdicts.forEach((judge, verdict) -> {
            if (verdict.valid() == Validity.FALSE) {
                Set<String> named = named(verdict.details());
                crimes.addAll(named.isEmpty() ? Set.of(judge) : named);
            }
        });
        return crimes;
    }

    private static Set<String> named(Map<String, Object> details) {
        Set<String> crimes = new TreeSet<>();
        details.forEach((name, value) -> {
            switch (value) {
                case Collection<?> types when name.equals("bad-error-types") || name.equals("anomaly-types") ->
                        types.forEach(type -> crimes.add(((Keyword) type).name()));
                case Collection<?> errors when name.equals("errors") && !errors.isEmpty() -> crimes.add(name);
                case Integer count when CRIMES_COUNTED.contains(name) && count > 0 ->
                        crimes.add(name.replace("-count", ""));
                case null, default -> { }
            }
        });
        return crimes;
    }
}
