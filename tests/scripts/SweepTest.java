import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts pass every challenge, and each under one of the other conditions. tests/Sweep.java takes all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepTest {

    private static final int SEED = 1;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        List<Path> files = Catalogue.challenges().stream().map(Catalogue.Challenge::script).distinct()
                .map(name -> Shell.home().resolve(name + ".java")).toList();
        scripts = Scripts.compile(files, classes);
    }

    /** Each challenge as it is, and in one variant: the first in the first one, and so on, round and round. */
    static Stream<Catalogue.Challenge> someVariants() {
        List<Catalogue.Challenge> all = Catalogue.variants();
        int challenges = Catalogue.challenges().size();
        int conditions = all.size() / challenges;
        return IntStream.range(0, challenges).boxed().flatMap(challenge -> {
            int asItIs = challenge * conditions;
            return Stream.of(all.get(asItIs), all.get(asItIs + 1 + challenge % (conditions - 1)));
        });
    }

    @ParameterizedTest
    @MethodSource("someVariants")
    void isValid(Catalogue.Challenge challenge) {
        Scripts.Run run = scripts.run(challenge.script(), challenge.options(), challenge.args(), SEED);
        assertEquals(Validity.TRUE, run.validity(), () -> run.complaints().toString());
    }
}
