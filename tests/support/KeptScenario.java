import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario that is kept with the tests. Its first line names the script that it is for.
 *
 * @param name   of its file, without the ending
 * @param script the script that the scenario belongs to
 */
record KeptScenario(String name, Scenario scenario, Path script) {

    private static final String FOR = "for ";
    private static final String ENDING = ".scenario";

    /** All scenarios in a folder next to this one. */
    static List<KeptScenario> in(String folder) {
        try (Stream<Path> files = Files.list(Shell.home().resolve("tests").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().map(KeptScenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptScenario read(Path file) {
        try {
            Scenario scenario = ScenarioFile.read(Files.readString(file));
            String first = scenario.title().lines().findFirst().orElse("");
            if (!first.startsWith(FOR)) {
                throw new IllegalArgumentException(file + " does not begin with the script that it is for");
            }
            return new KeptScenario(file.getFileName().toString().replace(ENDING, ""), scenario,
                    Shell.home().resolve(first.substring(FOR.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String scriptName() {
        return script.getFileName().toString().replace(".java", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
