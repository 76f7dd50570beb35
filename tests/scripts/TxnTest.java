import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.Keyword;
import bench.history.Op;
import bench.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What txn.java promises beyond the challenges: causality, with any number of nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TxnTest {

    private static final int SEEDS = 5;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(List.of(Shell.home().resolve("txn.java")), classes);
    }

    @ParameterizedTest
    @CsvSource({"2, partition", "3, partition", "5, partition", "3, pause", "5, 'pause,partition'",
            "5, 'loss,duplicate,reorder'"})
    void isCausallyConsistentWhateverTheNetworkDoes(int nodes, String faults) {
        List<String> options = List.of("-w", "txn-rw-register", "--node-count", Integer.toString(nodes),
                "--concurrency", "2n", "--rate", "100", "--time-limit", "20", "--latency", "20", "--nemesis", faults,
                "--nemesis-interval", "3", "--consistency-models", "causal-cerone");
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scripts.Run run = scripts.run("txn", options, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }

    /** n0 and n1 do not reach each other, and n2 reaches both. */
    @Test
    void writesTravelThroughAThirdNode() {
        LastingCut cut = new LastingCut(3, (a, b) -> Math.max(a, b) == 2)
                .call(100, 0, "txn", List.of(List.of(Keyword.of("w"), 1L, 7L)))
                .call(10_000, 1, "txn", List.of(Arrays.asList(Keyword.of("r"), 1L, null)));
        List<Op> done = scripts.run("txn", cut.options("txn", "-w txn-rw-register --latency 100", 1), Journal.NOBODY)
                .outcome().history().ops().stream().filter(Op::isOk).toList();
        assertTrue(done.getLast().value().toString().contains(":r, 1, 7]"), () -> done.toString());
    }
}
