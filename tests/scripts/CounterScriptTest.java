import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Mishap;
import bench.run.Plan;
import bench.workload.Workload.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counter.java promises beyond the challenge: negative deltas, and a store whose replies get lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterScriptTest {

    private static final int SEEDS = 5;
    private static final long SECOND = 1_000_000_000; // in nanoseconds

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(List.of(Shell.home().resolve("counter.java")), classes);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, partition", "3, 100, loss", "5, 100, 'loss,duplicate,reorder'", "3, 0, pause",
            "5, 10, 'pause,partition,loss'"})
    void finalReadsAreExact(int nodes, int latency, String faults) {
        List<String> options = List.of("-w", "pn-counter", "--node-count", Integer.toString(nodes), "--rate", "50",
                "--time-limit", "20", "--latency", Integer.toString(latency), "--nemesis", faults,
                "--nemesis-interval", "3");
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scripts.Run run = scripts.run("counter", options, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }

    private static Plan.Call call(long seconds, String node, String f, Object value) {
        return new Plan.Call(seconds * SECOND, node, 0, new Invocation(f, value));
    }

    /** How many round trips to seq-kv, of 200 ms, reads of n0 wait for that come at these times. */
    private List<Long> roundTripsOfReadsAt(long... seconds) {
        List<Plan.Call> calls = LongStream.of(seconds).mapToObj(second -> call(second, "n0", "read", null)).toList();
        List<String> options = List.of("-w", "pn-counter", "--nodes", "n0,n1", "--latency", "100");
        History history = scripts.run("counter", Scripts.parse("counter", options, 1)
                .withPlan(new Plan(calls, List.of(), List.of(), null)), Journal.NOBODY).outcome().history();
        return history.ops().stream().filter(Op::isOk)
                .map(read -> (read.time() - history.invocationOf(read).time()) / 200_000_000).toList();
    }

    @Test
    void onlyReadsOnANodeAtRestWait() {
        assertEquals(List.of(4L, 2L), roundTripsOfReadsAt(1, 30), "the first read of its life, and a later one");
        assertEquals(List.of(4L, 0L, 0L, 0L, 0L, 0L, 0L), roundTripsOfReadsAt(1, 5, 9, 13, 17, 21, 25), "in use");
    }

    /** When n0 sends something to seq-kv, in seconds, if it is read at 1 s and n1 at 30 s. */
    private List<Long> requestsForOneRead(int latency) {
        List<Long> sentAt = new ArrayList<>();
        List<String> options = List.of("-w", "pn-counter", "--nodes", "n0,n1", "--latency", Integer.toString(latency));
        List<Plan.Call> calls = List.of(call(1, "n0", "read", null), call(30, "n1", "read", null));
        scripts.run("counter", Scripts.parse("counter", options, 1)
                .withPlan(new Plan(calls, List.of(), List.of(), null)), (time, event) -> {
                    if (event instanceof Event.Send send && send.src().equals("n0") && send.dest().equals("seq-kv")) {
                        sentAt.add(time / SECOND);
                    }
                });
        return sentAt;
    }

    @Test
    void aNodeThatHasRefreshedForItsOnlyReadIsSilent() {
        assertEquals(List.of(1L, 1L, 1L, 1L), requestsForOneRead(0));
    }

    @Test
    void whileARefreshIsUnderWayNoOtherBegins() {
        assertEquals(List.of(1L, 2L, 3L, 4L), requestsForOneRead(500), "the timer comes at 3.5 s");
    }

    /** The reply of seq-kv to n0 with this number gets lost. */
    private static Mishap lostReply(int number) {
        return new Mishap.Loss("seq-kv", "n0", number);
    }

    private Op lastAnswer(List<Plan.Call> calls, List<Mishap> mishaps) {
        return lastAnswer(new Plan(calls, List.of(), mishaps, null));
    }

    private Op lastAnswer(Plan plan) {
        List<String> options = List.of("-w", "pn-counter", "--nodes", "n0,n1");
        return scripts.run("counter", Scripts.parse("counter", options, 1).withPlan(plan), Journal.NOBODY)
                .outcome().history().ops().getLast();
    }

    /** The first refresh gets four replies; the fifth is that to the store of 3. */
    @Test
    void aStoreWhoseReplyGotLostIsSettledAlthoughTheSumIsBackWhereItWas() {
        Op read = lastAnswer(List.of(call(4, "n0", "add", 3L), call(8, "n0", "add", -3L), call(30, "n1", "read", null)),
                List.of(lostReply(5)));
        assertEquals(0L, read.value());
    }

    /** The third request of n0 is to store 3. It arrives when n0 has stored 0, with another version. */
    @Test
    void aStoreThatComesTooLateFailsAlthoughTheSumIsBackWhereItWas() {
        Op read = lastAnswer(List.of(call(1, "n0", "add", 3L), call(5, "n0", "add", -3L), call(30, "n1", "read", null)),
                List.of(new Mishap.Delay("n0", "seq-kv", 3, 12 * SECOND)));
        assertEquals(0L, read.value());
    }

    @Test
    void aRestartedNodeGoesOnFromTheSumThatItStored() {
        Op read = lastAnswer(new Plan(
                List.of(call(1, "n0", "add", 3L), call(9, "n0", "add", 4L), call(30, "n1", "read", null)),
                List.of(new Plan.FaultChange(7 * SECOND, "kill", true, "n0"),
                        new Plan.FaultChange(8 * SECOND, "kill", false, null)),
                List.of(), null));
        assertEquals(7L, read.value());
    }

    @Test
    void ifTheStoreIsSilentAReadFailsWhileTheClientWaits() {
        Op read = lastAnswer(List.of(call(1, "n0", "read", null)),
                IntStream.rangeClosed(1, 20).mapToObj(CounterScriptTest::lostReply).toList());
        assertTrue(read.error().toString().contains("seq-kv does not answer"), () -> "error " + read.error());
    }
}
