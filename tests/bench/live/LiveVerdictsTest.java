import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes in real time get the same verdicts as instances in the simulator, in any language. */
class LiveVerdictsTest {

    private static final Set<String> SCRIPTS = Set.of("counter_in_lin_kv", "ids_from_the_oracle", "broadcast_to_itself",
            "echo_of_another", "txn_aborted_and_kept");

    /** Fewer nodes and seconds than in the simulator, because here they cost time. */
    private static final List<String> SMALLER = List.of("--node-count", "2", "--time-limit", "4");

    private static Map<String, Future<Scripts.Run>> runs;
    private static Scripts scripts;

    /** Java scripts of this folder, and programs in Python that do the same. */
    static List<Specimen> specimens() {
        List<Specimen> specimens = new ArrayList<>(Stream.of("good", "broken")
                .flatMap(folder -> Specimen.in(folder).stream())
                .filter(specimen -> SCRIPTS.contains(specimen.name())).toList());
        Stream.of("good/gossip.py", "broken/hermit.py").map(Shell.home().resolve("tests")::resolve).map(Specimen::of)
                .forEach(specimens::add);
        return specimens;
    }

    @BeforeAll
    static void beginAll(@TempDir Path classes) throws IOException {
        List<Path> files = specimens().stream().filter(LiveVerdictsTest::isJava).map(Specimen::file).toList();
        scripts = Scripts.compile(files, classes);
        runs = Background.begin(specimens(), LiveVerdictsTest::run);
    }

    private static boolean isJava(Specimen specimen) {
        return specimen.file().toString().endsWith(".java");
    }

    private static Scripts.Run run(Specimen specimen) {
        List<String> options = Stream.concat(specimen.options().stream(), SMALLER.stream()).toList();
        return isJava(specimen) ? scripts.runLive(specimen.name(), options)
                : Scripts.runLive(Python.command(specimen.file().toString()), options);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void theVerdictIsTheSame(Specimen specimen) throws Exception {
        if (!isJava(specimen)) {
            Python.assumeInstalled();
        }
        Scripts.Run run = runs.get(specimen.toString()).get();
        if (specimen.crime().isEmpty()) {
            assertEquals(Validity.TRUE, run.validity(), () -> run.complaints().toString());
        } else {
            Set<String> crimes = Specimen.crimes(run.verdicts());
            assertTrue(crimes.contains(specimen.crime()), () -> crimes + ", " + run.complaints());
        }
    }
}
