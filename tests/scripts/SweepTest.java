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
import org.junit.jupiter.params.provider.MethodSource;

/** A slice of a soak: the scripts pass every challenge, and each in one of its variants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepTest {

    private static final int SEED = 1;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(Command.scripts(), classes);
    }

    /** The first challenge in its first variant, the second in its second one, and so on. */
    static List<Command> commands() throws IOException {
        List<Command> commands = new ArrayList<>();
        for (Catalogue.Challenge challenge : Catalogue.challenges(Shell.home())) {
            List<Command> variants = Command.variants(challenge);
            int place = commands.size() / 2;
            commands.add(variants.getFirst());
            commands.add(variants.get(1 + place % (variants.size() - 1)));
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isValid(Command command) {
        Scripts.Run run = command.run(scripts, SEED);
        assertEquals(Validity.TRUE, run.validity(), () -> run.complaints().toString());
    }
}
