import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.scenario.ScenarioFile;
import bench.sim.NodeClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node's clock leaps ahead and runs fast or slow, never goes back, and wakes its node at the right moment. */
class NodeClockTest {

    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path folder;

    /** Runs the action in a loop whose clock shows this. */
    private static void at(EventLoop loop, long nanos, Runnable action) {
        loop.at(nanos, () -> {
            action.run();
            loop.stop();
        });
        loop.run();
    }

    @Test
    void itAgreesWithTheLoopUntilItIsSkewed() {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        NodeClock clock = new NodeClock(loop);
        at(loop, 3 * SECOND + 1, () -> assertEquals(3 * SECOND + 1, clock.now()));
        assertEquals(7 * SECOND + 1, clock.loopNanos(7 * SECOND + 1));
    }

    @Test
    void itLeapsAheadAndRunsFastAndThenRightAgain() {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        NodeClock clock = new NodeClock(loop);
        at(loop, SECOND, () -> clock.skew(30 * SECOND, 110));
        assertEquals(31 * SECOND, clock.now());
        at(loop, 11 * SECOND, () -> clock.skew(0, 100));
        assertEquals(42 * SECOND, clock.now());
        at(loop, 12 * SECOND, () -> assertEquals(43 * SECOND, clock.now()));
    }

    /** A node that wakes a moment too early would ask for the same moment for ever. */
    @ParameterizedTest
    @ValueSource(ints = {90, 93, 100, 107, 110})
    void aDeadlineIsReachedAtItsMomentAndNotBefore(int percent) {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        NodeClock clock = new NodeClock(loop);
        at(loop, 17, () -> clock.skew(5, percent));
        long end = clock.now() + 300;
        for (long deadline = clock.now(); deadline < end; deadline += 7) {
            long wake = clock.loopNanos(deadline);
            long wanted = deadline;
            at(loop, wake - 1, () -> assertTrue(loop.now() != wake - 1 || clock.now() < wanted));
            at(loop, wake, () -> assertTrue(clock.now() >= wanted));
        }
    }

    @Test
    void aWaitForEverIsLongerThanAnySimulation() {
        NodeClock clock = new NodeClock(new EventLoop(new Clock.Virtual()));
        clock.skew(0, 90);
        assertTrue(clock.loopNanos(Long.MAX_VALUE) > 365 * 86_400 * SECOND);
    }

    /** As on a laptop that was suspended: the timer of 20 s is due as soon as the clock has leapt over it. */
    @Test
    void aLeapMakesTimersDueAndAFastClockMakesThemEarly() throws Exception {
        List<Long> millis = new ArrayList<>();
        var options = Scripts.parse("script", List.of("-w", "echo", "--node-count", "1"), 1)
                .withPlan(ScenarioFile.read("""
                        test
                        ----
                        1 s  begin clock {"n0" [30000 110]}
                        2 s  n0 echo "a"
                        15 s  n0 echo "b"
                        """).plan());
        Scripts.compile("script", """
                record Echo(Object echo) {}
                record EchoOk(Object echo) {}
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Echo.class, request -> new EchoOk(request.echo()));
                        node.after(20_000, () -> {
                            node.log("due");
                            node.after(11_000, () -> node.log("due"));
                        });
                    });
                }
                """, folder).run("script", options, (nanos, event) -> {
                    if (event instanceof Event.Log) {
                        millis.add(nanos / 1_000_000);
                    }
                });
        assertEquals(List.of(1_000L, 11_000L), millis);
    }
}
