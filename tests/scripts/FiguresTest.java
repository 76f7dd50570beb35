import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict.Validity;
import bench.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts need far fewer messages than the challenges allow: the figures in README.md, and some room. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

    private static final int SEEDS = 2;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(Command.scripts(), classes);
    }

    @ParameterizedTest
    @CsvSource({"broadcast-efficient-1, 0.97", "broadcast-efficient-2, 0.38", "grow-only-counter, 0.1",
            "kafka-efficient, 0.05", "txn-read-committed, 0.01"})
    void aChallengeTakesFewMessages(String name, String mostMessages) throws IOException {
        Command command = Catalogue.challenges(Shell.home()).stream()
                .filter(challenge -> challenge.name().equals(name))
                .map(challenge -> Command.variants(challenge).getFirst()).findFirst().orElseThrow();
        List<String> options = new ArrayList<>(command.options());
        options.addAll(List.of("--max-msgs-per-op", mostMessages));
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scripts.Run run = scripts.run(command.script(), options, command.args(), seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }
}
