import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import bench.journal.Journal;
import bench.run.TestRun;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that cannot go on says so, and keeps what it has. */
class TestRunTest {

    /** A machine can run out of processes, and a program can be in the middle of its next build. */
    @Test
    void aNodeThatCannotBeStartedAgainBreaksTheTest() {
        AtomicInteger starts = new AtomicInteger();
        Scripts.Run run = FakeNode.run("-w echo --node-count 1 --time-limit 20 --nemesis kill --nemesis-interval 1",
                () -> {
                    if (starts.incrementAndGet() > 1) {
                        throw new UncheckedIOException(new IOException("Text file busy"));
                    }
                    return (_, _) -> { };
                });
        assertEquals(new TestRun.Breakdown("n0", "cannot be started: Text file busy (does the interpreter in its first "
                + "line exist?)"), run.outcome().broken());
    }

    /** It was killed and started again, and its first message was on the way when it was paused. */
    @Test
    void aNodeIsNotBlamedForTheTimeInWhichTheNemesisPausedIt(@TempDir Path folder) throws IOException {
        Scenario scenario = ScenarioFile.read("""
                test -w echo --nodes n0
                ----
                0.1 s  kill n0
                0.2 s  restart
                0.2 s  pause n0
                25 s  resume
                30 s  n0 echo "Is anybody there?"
                ----
                valid
                """);
        List<String> options = scenario.command().subList(1, scenario.command().size());
        Scripts.Run run = Scripts.compile(List.of(Shell.home().resolve("echo.java")), folder)
                .run("echo", Scripts.parse("echo", options, 1).withPlan(scenario.plan()), Journal.NOBODY);
        assertNull(run.outcome().broken());
        assertEquals(List.of(), run.complaints());
    }

    /** The test goes on for two seconds, because Ctrl-C may be what ended the node. */
    @Test
    void theJournalSaysWhenANodeCrashedNotWhenTheTestEnded() {
        List<Long> requests = new ArrayList<>();
        List<Long> crashes = new ArrayList<>();
        FakeNode.run("-w echo --node-count 1 --time-limit 20", (nanos, event) -> {
            if (event instanceof Event.Send send && send.body().contains("\"echo\"")) {
                requests.add(nanos);
            } else if (event instanceof Event.NodeChange change && change.state() == Event.State.CRASHED) {
                crashes.add(nanos);
            }
        }, () -> (node, message) -> {
            if (FakeNode.type(message).equals("echo")) {
                node.crash("exited with status 1");
            }
        });
        assertEquals(1, crashes.size());
        assertTrue(crashes.getFirst() - requests.getFirst() < 200_000_000, requests + ", " + crashes);
    }
}
