import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict;
import bench.check.Violation;
import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.story.Stories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A story tells only of circumstances that may have played a part. */
class CircumstancesTest {

    private static final long MILLI = 1_000_000;
    private static final String CUT = "Meanwhile the network was cut: n0 | n1, 0 to 0.90 s.";

    /** What is told beside the claim if a transaction of each process ended with this error, or with none (null). */
    private static List<String> circumstances(String anomaly, Object error, int... processes) {
        HistoryBuilder builder = new HistoryBuilder();
        for (int process : processes) {
            builder.done(process, "txn", List.of());
        }
        History history = builder.history();
        List<Op> proof = history.ops().stream().filter(Op::isOk).map(op -> error == null ? op : new Op(op.index(),
                op.time(), Op.Type.INFO, op.process(), op.f(), op.value(), error, List.of())).toList();
        Violation violation = new Violation(anomaly, List.of(), proof, _ -> List.of("It is wrong."));
        List<String> text = Stories.tell("txn-rw-register", Map.of("workload", Verdict.of(false, Map.of(),
                List.of(violation))), history, journal -> {
            List.of("n0", "n1").forEach(node ->
                    journal.record(0, new Event.NodeChange(node, Event.State.STARTED, null)));
            journal.record(0, new Event.Fault("partition", true,
                    List.of("one", Map.of("n0", List.of("n1"), "n1", List.of("n0")))));
            history.ops().forEach(op ->
                    journal.record(op.time(), new Event.Operation(op, "n" + op.process(), "c" + op.process())));
            journal.record(900 * MILLI, new Event.Fault("partition", false, null));
        }).getFirst().text();
        return text.subList(1, text.size());
    }

    @Test
    void aCutIsToldOfTransactionsOnSeveralNodes() {
        assertEquals(List.of(CUT, "The nodes never sent each other a message."),
                circumstances("G1c", null, 0, 1));
    }

    @Test
    void theNetworkHasNoPartInWhatTransactionsOfOneNodeDoToEachOther() {
        assertEquals(List.of(), circumstances("G1c", null, 0, 0));
    }

    @Test
    void aCutIsToldOfARequestThatFailedAndNotOfOneThatIsNotUnderstood() {
        assertEquals(List.of(CUT), circumstances("unavailable", List.of(13, "Oops"), 0));
        assertEquals(List.of(), circumstances("unavailable", List.of(10, "TODO"), 0));
        assertEquals(List.of(), circumstances("unavailable", List.of(13, "RpcError: key does not exist"), 0));
    }
}
