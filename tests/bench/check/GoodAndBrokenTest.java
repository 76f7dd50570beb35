import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checkers convict every broken script, and no good one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoodAndBrokenTest {

    private static final int SEEDS_TO_CONVICT = 20;
    private static final int SEEDS_TO_ACQUIT = 100;

    private Scripts scripts;

    @BeforeAll
    void compileAll(@TempDir Path classes) throws IOException {
        List<Path> files = Stream.concat(good().stream(), broken().stream()).map(Specimen::file).toList();
        scripts = Scripts.compile(files, classes);
    }

    static List<Specimen> good() {
        return Specimen.in("good");
    }

    static List<Specimen> broken() {
        return Specimen.in("broken");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isConvictedOfWhatItSays(Specimen broken) {
        Set<String> found = new TreeSet<>();
        for (int seed = 1; seed <= SEEDS_TO_CONVICT && !found.contains(broken.crime()); seed++) {
            found.addAll(Specimen.crimes(scripts.run(broken.name(), broken.options(), seed).verdicts()));
        }
        assertTrue(found.contains(broken.crime()), () -> "not of " + broken.crime() + ", but of " + found);
    }

    @ParameterizedTest
    @MethodSource("good")
    void isAcquitted(Specimen good) {
        for (int seed = 1; seed <= SEEDS_TO_ACQUIT; seed++) {
            Scripts.Run run = scripts.run(good.name(), good.options(), seed);
            assertEquals(List.of(), run.complaints(), "seed " + seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed);
        }
    }
}
