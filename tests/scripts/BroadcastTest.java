import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What broadcast.java promises beyond the challenges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BroadcastTest {

    private static final int SEEDS = 5;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(List.of(Shell.home().resolve("broadcast.java")), classes);
    }

    /** A killed node loses what only it had. Of everything else, all nodes that run at the end have the same. */
    @ParameterizedTest
    @CsvSource({"2, kill", "3, 'kill,loss'", "5, 'kill,partition'", "9, 'kill,partition,loss,reorder'"})
    void whoeverIsKilledInTheEndAllHaveTheSame(int nodes, String faults) {
        List<String> options = List.of("-w", "broadcast", "--node-count", Integer.toString(nodes), "--time-limit", "20",
                "--rate", "20", "--latency", "50", "--nemesis", faults, "--nemesis-interval", "3");
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Op> ops = scripts.run("broadcast", options, seed).outcome().history().ops();
            List<Set<?>> finalReads = ops.subList(ops.size() - 2 * nodes, ops.size()).stream()
                    .filter(op -> op.isOk() && op.f().equals("read"))
                    .<Set<?>>map(op -> new HashSet<>((List<?>) op.value())).toList();
            assertEquals(nodes, finalReads.size(), "seed " + seed + ": not all answer");
            assertTrue(finalReads.getFirst().size() > 30, "seed " + seed + ": hardly anything is there");
            assertEquals(1, new HashSet<>(finalReads).size(), "seed " + seed + ": not equal");
        }
    }
}
