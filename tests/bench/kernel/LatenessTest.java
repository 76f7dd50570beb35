import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Lateness;
import org.junit.jupiter.api.Test;

/** The bench measures how late its own events are. */
class LatenessTest {

    @Test
    void anEventWaitsForTheOneBeforeIt() {
        EventLoop loop = new EventLoop(new Clock.Wall());
        loop.at(0, () -> {
            long end = loop.now() + 20_000_000;
            while (loop.now() < end) {
                Thread.onSpinWait();
            }
        });
        loop.at(0, loop::stop);
        loop.run();
        assertTrue(loop.lateness().quantileMillis(1) >= 19);
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
