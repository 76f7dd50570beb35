import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.Recorded;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.Shrinker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The run of every broken script shrinks to at most a fifth of its operations and keeps its anomaly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShrinkerTest {

    private static final int SEEDS = 20;
    private static final int FIFTH = 5;
    /** Enough time for all; on an idle machine they take a few seconds. */
    private static final int MOST_RUNS = 1_000;

    private final Map<List<String>, TestOptions> parsed = new HashMap<>();
    private Scripts scripts;

    static List<Specimen> broken() {
        return Specimen.in("broken");
    }

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(broken().stream().map(Specimen::file).toList(), classes);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shrinksToAFifth(Specimen broken) {
        Scenario large = failing(broken);
        int[] runs = {0};
        Scenario small = new Shrinker(candidate -> {
            runs[0]++;
            return shows(broken, candidate);
        }, () -> runs[0] >= MOST_RUNS).shrink(large);
        assertTrue(shows(broken, small));
        assertTrue(small.size() <= Math.max(1, large.size() / FIFTH), large.size() + " operations to " + small.size());
    }

    /** The run of the first seed that shows the script's anomaly. */
    private Scenario failing(Specimen broken) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            TestOptions options = Scripts.parse(broken.name(), broken.options(), seed);
            Recorded recorded = new Recorded();
            Scripts.Run run = scripts.run(broken.name(), options, recorded);
            if (Specimen.crimes(run.verdicts()).contains(broken.crime())) {
                return new Scenario("", ScenarioCommand.of(options, List.of()),
                        recorded.plan(options, run.outcome().history()), "");
            }
        }
        return fail("no seed shows " + broken.crime());
    }

    private boolean shows(Specimen broken, Scenario scenario) {
        TestOptions options = parsed.computeIfAbsent(scenario.command(),
                words -> Scripts.parse(broken.name(), words.subList(1, words.size()), 1));
        return Specimen.crimes(scripts.run(broken.name(), options.withPlan(scenario.plan()), Journal.NOBODY).verdicts())
                .contains(broken.crime());
    }
}
