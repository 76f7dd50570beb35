import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict.Validity;
import bench.cli.Catalogue;
import bench.soak.Variants;
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

    /** A test of a script; {@code options} as for {@code maelstrom test}, {@code args} for the script. */
    private record Trial(String script, List<String> options, List<String> args) {

        @Override
        public String toString() {
            return script + " " + String.join(" ", options);
        }
    }

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        List<Path> files = Catalogue.challenges(Shell.home()).stream().map(Catalogue.Challenge::script).distinct()
                .map(Shell.home()::resolve).toList();
        scripts = Scripts.compile(files, classes);
    }

    /** The first challenge in its first variant, the second in its second one, and so on. */
    static List<Trial> trials() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (Catalogue.Challenge challenge : Catalogue.challenges(Shell.home())) {
            String script = challenge.script().replace(".java", "");
            List<String> words = challenge.options();
            int end = words.contains("--") ? words.indexOf("--") : words.size();
            List<String> args = words.subList(Math.min(words.size(), end + 1), words.size());
            List<List<String>> variants = Variants.of(words.subList(0, end)).all();
            int place = trials.size() / 2;
            trials.add(new Trial(script, variants.getFirst(), args));
            trials.add(new Trial(script, variants.get(1 + place % (variants.size() - 1)), args));
        }
        return trials;
    }

    @ParameterizedTest
    @MethodSource("trials")
    void isValid(Trial trial) {
        Scripts.Run run = scripts.run(trial.script(), trial.options(), trial.args(), SEED);
        assertEquals(Validity.TRUE, run.validity(), () -> run.complaints().toString());
    }
}
