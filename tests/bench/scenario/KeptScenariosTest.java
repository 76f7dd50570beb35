import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario in {@code tests/scenarios} still ends as it says, with the script that its first line names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptScenariosTest {

    private static final String FOR = "for ";

    private Scripts scripts;

    /** @param script the script that the scenario belongs to */
    private record Kept(String name, Scenario scenario, Path script) {

        private static Kept read(Path file) {
            try {
                Scenario scenario = ScenarioFile.read(Files.readString(file));
                String first = scenario.title().lines().findFirst().orElse("");
                assertTrue(first.startsWith(FOR), file + " begins with the script that it is for");
                return new Kept(file.getFileName().toString(), scenario,
                        Shell.home().resolve(first.substring(FOR.length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String scriptName() {
            return script.getFileName().toString().replace(".java", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kept> kept() throws IOException {
        try (Stream<Path> files = Files.list(Shell.home().resolve("tests/scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".scenario")).sorted().map(Kept::read).toList();
        }
    }

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(kept().stream().map(Kept::script).distinct().toList(), classes);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void endsAsItSays(Kept kept) {
        Scenario scenario = kept.scenario;
        List<String> options = scenario.command().subList(1, scenario.command().size());
        TestOptions parsed = Scripts.parse(kept.scriptName(), options, 1).withPlan(scenario.plan());
        Scripts.Run run = scripts.run(kept.scriptName(), parsed, Journal.NOBODY);
        assertEquals(scenario.expected(), Reason.of(run.outcome(), run.verdicts()).toString());
    }
}
