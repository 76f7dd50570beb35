import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario in {@code tests/scenarios} still ends as it says, with the script that its first line names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptScenariosTest {

    private Scripts scripts;

    static List<KeptScenario> kept() {
        return KeptScenario.in("scenarios");
    }

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(kept().stream().map(KeptScenario::script).distinct().toList(), classes);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void endsAsItSays(KeptScenario kept) {
        Scenario scenario = kept.scenario();
        List<String> options = scenario.command().subList(1, scenario.command().size());
        TestOptions parsed = Scripts.parse(kept.scriptName(), options, 1).withPlan(scenario.plan());
        Scripts.Run run = scripts.run(kept.scriptName(), parsed, Journal.NOBODY);
        assertEquals(scenario.expected(), Reason.of(run.outcome(), run.verdicts()).toString());
    }
}
