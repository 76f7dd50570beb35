import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts pass every challenge, at every latency, with and without faults. tests/Sweep.java tries more seeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepTest {

    private static final int SEEDS = 2;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        List<Path> files = Catalogue.challenges().stream().map(Catalogue.Challenge::script).distinct()
                .map(name -> Shell.home().resolve(name + ".java")).toList();
        scripts = Scripts.compile(files, classes);
    }

    static Stream<Catalogue.Challenge> variants() {
        return Catalogue.variants().stream();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isValid(Catalogue.Challenge challenge) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scripts.Run run = scripts.run(challenge.script(), challenge.options(), challenge.args(), seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }
}
