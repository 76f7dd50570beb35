import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.Op;
import bench.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kafka.java promises beyond the challenges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTest {

    private static final int SEEDS = 5;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(List.of(Shell.home().resolve("kafka.java")), classes);
    }

    @ParameterizedTest
    @CsvSource({"3, partition", "5, partition", "3, pause", "5, 'pause,partition'", "5, 'loss,duplicate,reorder'"})
    void logsAreInOrderWhateverTheNetworkDoes(int nodes, String faults) {
        List<String> options = List.of("-w", "kafka", "--node-count", Integer.toString(nodes), "--concurrency", "2n",
                "--rate", "100", "--time-limit", "20", "--latency", "20", "--nemesis", faults,
                "--nemesis-interval", "3");
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scripts.Run run = scripts.run("kafka", options, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }

    /** n0 and n1 do not reach each other, and n2 reaches both. */
    @Test
    void messagesTravelThroughAThirdNode() {
        LastingCut cut = new LastingCut(3, (a, b) -> Math.max(a, b) == 2)
                .call(100, 0, "send", List.of(List.of("send", "k", 7L)))
                .call(200, 1, "assign", List.of("k"))
                .call(10_000, 1, "poll", List.of(List.of("poll")));
        List<Op> polls = scripts.run("kafka", cut.options("kafka", "-w kafka --latency 100", 1), Journal.NOBODY)
                .outcome().history().ops().stream().filter(op -> op.isOk() && op.f().equals("poll")).toList();
        assertEquals(1, polls.size());
        assertTrue(polls.getFirst().value().toString().contains("k=[[0, 7]]"), () -> polls.toString());
    }

    /** Maelstrom's client commits offsets, but never looks at those that are committed. */
    @Test
    void committedOffsetsAreListedAndOnlyGrow() {
        HandHeldNode node = HandHeldNode.running(scripts.script("kafka")::run).initialized();
        node.receive("c1", "{'type': 'commit_offsets', 'msg_id': 1, 'offsets': {'a': 7, 'b': 1}}");
        node.receive("c1", "{'type': 'commit_offsets', 'msg_id': 2, 'offsets': {'a': 3, 'c': 5}}");
        node.sent();
        node.receive("c1", "{'type': 'list_committed_offsets', 'msg_id': 3, 'keys': ['a', 'b', 'd']}");
        assertEquals(List.of("c1 {'type': 'list_committed_offsets_ok', 'in_reply_to': 3, "
                + "'offsets': {'a': 7, 'b': 1}}"), node.sent());
    }
}
