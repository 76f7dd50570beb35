import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.linear.Linearizable;
import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.story.Stories;
import bench.story.Story;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of a register that is not linearizable has the few operations that prove it, each with its node. */
class RegisterStoryTest {

    private static final long CUT_FROM = 15_000_000;
    private static final long CUT_TO = 30_000_000;

    private static List<Object> at0(Object value) {
        return Arrays.asList(0L, value);
    }

    /** Processes 0 and 1 are clients of n0 and n1. The network between these two was cut for a while. */
    private static void replay(History history, Journal journal) {
        List.of("n0", "n1").forEach(node -> journal.record(0, new Event.NodeChange(node, Event.State.STARTED, null)));
        for (Op op : history.ops()) {
            journal.record(op.time(), new Event.Operation(op, "n" + op.process(), "c" + op.process()));
        }
        journal.record(CUT_FROM, new Event.Fault("partition", true,
                List.of("one", Map.of("n0", List.of("n1"), "n1", List.of("n0")))));
        journal.record(CUT_TO, new Event.Fault("partition", false, null));
    }

    @Test
    void theSmallestPieceIsTold() {
        History history = new HistoryBuilder().done(0, "write", at0(1L)).done(0, "write", at0(2L))
                .invoke(1, "read", at0(null)).ok(1, at0(1L)).history();
        List<Story> stories = Stories.tell("lin-kv", Map.of("workload", new Linearizable().check(history)), history,
                journal -> replay(history, journal));
        assertEquals(1, stories.size());
        assertEquals(List.of("Key 0 is not linearizable: no order explains these.",
                "n0's client wrote 1 (0 to 0.010 s).",
                "n0's client wrote 2 (0.020 to 0.030 s).",
                "n1's client read 1 (0.040 to 0.050 s).",
                "When the last one ended, the register can only have held 2.",
                "Meanwhile the network was cut: n0 | n1, 0.015 to 0.030 s.",
                "The nodes never sent each other a message."), stories.getFirst().text());
        assertEquals(List.of(1, 3, 5), stories.getFirst().operations());
    }

    /** Key 0 has more operations without an end than the search can follow, so nobody knows about it. */
    @Test
    void aKeyThatIsWrongIsToldBeforeOneThatNobodyCanJudge() {
        HistoryBuilder builder = new HistoryBuilder();
        for (long value = 0; value < 65; value++) {
            builder.invoke(2, "write", at0(value)).info(2);
        }
        History history = builder.done(0, "write", List.of(1L, 1L)).invoke(1, "read", Arrays.asList(1L, null))
                .ok(1, List.of(1L, 2L)).history();
        List<Story> stories = Stories.tell("lin-kv", Map.of("workload", new Linearizable().check(history)), history,
                journal -> replay(history, journal));
        assertEquals(List.of("Key 1 is not linearizable: no order explains these."),
                stories.stream().map(Story::title).toList());
    }
}
