import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Fates;
import bench.kernel.Lateness;
import bench.kernel.Latency;
import bench.kernel.Message;
import bench.kernel.Network;
import bench.kernel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The bench measures how late its own events are. */
class LatenessTest {

    private static final long LATE_NANOS = 20_000_000;

    /** A loop in real time. Its first event takes so long that the second one is late. */
    private static EventLoop lateLoop(Consumer<EventLoop> second) {
        EventLoop loop = new EventLoop(new Clock.Wall());
        loop.at(0, () -> {
            long end = loop.now() + LATE_NANOS;
            while (loop.now() < end) {
                Thread.onSpinWait();
            }
        });
        loop.at(0, () -> {
            second.accept(loop);
            loop.stop();
        });
        loop.run();
        return loop;
    }

    @Test
    void anEventWaitsForTheOneBeforeIt() {
        assertTrue(lateLoop(_ -> { }).lateness().quantileMillis(1) >= 19);
    }

    /** Else each hop of a message would add to how late it is. */
    @Test
    void aLateEventKnowsWhenItWasDue() {
        lateLoop(loop -> assertTrue(loop.now() - loop.dueNanos() >= LATE_NANOS));
    }

    @Test
    void whatIsSentLateArrivesNoLaterForThat() {
        List<Long> due = new ArrayList<>();
        lateLoop(loop -> {
            Fates fates = new Fates(new Latency(Latency.Distribution.CONSTANT, 100), 1);
            Network network = new Network(loop, fates, 0, Journal.NOBODY);
            network.add("n0", new Receiver() {
                @Override
                public void expect(Message message, long dueNanos) {
                    due.add(dueNanos - loop.dueNanos());
                }

                @Override
                public void receive(Message message) {
                }
            });
            network.send("n1", "n0", JsonNodeFactory.instance.objectNode());
        });
        assertEquals(List.of(100_000_000L), due);
    }

    @Test
    void inVirtualTimeNothingIsLate() {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        loop.at(5_000_000, () -> loop.after(0, loop::stop));
        loop.run();
        Lateness lateness = loop.lateness();
        assertEquals(0, lateness.quantileMillis(1));
    }
}
