import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Leaves send just in time for the hub's next flush. The node is n0; the period is a second. */
class RhythmTest {

    private static final long PERIOD = 1_000;
    private static final long MARGIN = 20;

    private Maelstrom.Node node;
    private final HandHeldNode hand = HandHeldNode.started(node -> this.node = node);
    private Rhythm rhythm;

    private void leafOf(String hub) {
        rhythm = new Rhythm(node, hub, PERIOD);
    }

    /** The hub's flush arrives, and another one each period; what the leaf said last took so long there and back. */
    private void flushes(long... roundTripsMillis) {
        for (long roundTrip : roundTripsMillis) {
            hand.pass(PERIOD);
            rhythm.hear(new Rhythm.Beat(PERIOD, node.now() - roundTrip), "n1");
        }
    }

    @Test
    void toAHubThatHasNotSpokenNewsLeavesAtOnce() {
        leafOf("n1");
        assertEquals(node.now(), rhythm.departure(node.now()));
    }

    @Test
    void newsWaitsAsLongAsItIsInTimeForTheNextFlush() {
        leafOf("n1");
        flushes(200, 200, 200, 200);
        assertEquals(node.now() + PERIOD - 200 - MARGIN, rhythm.departure(node.now()));
    }

    @Test
    void theMoreRoundTripsDifferTheEarlierNewsLeaves() {
        leafOf("n1");
        flushes(200, 260, 230, 200);
        assertEquals(node.now() + PERIOD - 260 - MARGIN, rhythm.departure(node.now()));
        flushes(200, 200, 200, 200);
        assertEquals(node.now() + PERIOD - 200 - MARGIN, rhythm.departure(node.now()), "old ones are forgotten");
    }

    @Test
    void newsFromWithinTheMarginLeavesAtOnceAndNewsFromAfterItWaitsForTheNextOne() {
        leafOf("n1");
        flushes(200, 260, 200, 200);
        long flush = node.now() + PERIOD;
        hand.pass(PERIOD - 240);
        assertTrue(rhythm.departure(node.now()) <= node.now(), "a quick message would still arrive in time");
        hand.pass(50);
        assertEquals(flush + PERIOD - 260 - MARGIN, rhythm.departure(node.now()));
    }

    @Test
    void toAnIdleHubNewsLeavesAtOnce() {
        leafOf("n1");
        flushes(200, 200, 200, 200);
        hand.pass(3 * PERIOD);
        assertEquals(node.now(), rhythm.departure(node.now()));
    }

    @Test
    void aClockThatHasStartedAnewDoesNotKeepNewsBack() {
        leafOf("n1");
        flushes(-1_000_000, -1_000_000, -1_000_000, -1_000_000);
        assertTrue(rhythm.departure(node.now()) <= node.now() + PERIOD);
    }

    @Test
    void theHubFlushesOnceAPeriodAndAnIdleOneAtOnce() {
        leafOf("n0");
        hand.pass(10 * PERIOD);
        assertTrue(rhythm.departure(node.now()) <= node.now());
        rhythm.leave();
        long next = node.now() + PERIOD;
        assertEquals(next, rhythm.departure(node.now()));
        assertEquals(PERIOD, rhythm.beat("n1", node.now()).waitMillis());
    }

    @Test
    void forNewsThatHasJustMissedAFlushTheHubLeavesEarlyAndKeepsItsRhythm() {
        leafOf("n0");
        rhythm.leave();
        long next = node.now() + PERIOD;
        hand.pass(100);
        long early = rhythm.departure(node.now() - 900);
        assertEquals(node.now() - 900 + PERIOD + 15, early);
        hand.pass(early - node.now());
        rhythm.leave();
        assertEquals(next, rhythm.departure(node.now()));
    }

    @Test
    void whenNoFlushComesAnyMoreALeafThatHasNotSpokenSinceTheLastOneIsToConfirmIt() {
        leafOf("n1");
        flushes(200, 200, 200, 200);
        long said = node.now() - 1;
        assertFalse(rhythm.hasEnded(said));
        hand.pass(PERIOD + 101);
        assertTrue(rhythm.hasEnded(said));
        assertFalse(rhythm.hasEnded(node.now()));
    }
}
