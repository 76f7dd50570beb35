import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Leaves leave in time for the hub's next flush, and not before. The node is n0, the period a second. */
class RhythmTest {

    private static final long PERIOD = 1_000;
    private static final long MARGIN = 40;
    private static final long FIRST_LATENESS = 40;

    private record News(long since) {
    }

    private Maelstrom.Node node;
    private Rhythm rhythm;
    private int sent;
    private final HandHeldNode hand = HandHeldNode.started(node -> {
        this.node = node;
        node.hear(News.class, (news, _) -> rhythm.schedule(news.since()));
    });

    private void leafOf(String hub) {
        rhythm = new Rhythm(node, hub, PERIOD, () -> sent++);
    }

    private long millisToDeparture() {
        return rhythm.millisToDeparture(node.now());
    }

    private void newsComesUp(long since) {
        hand.receive("n2", "{'type': 'news', 'since': %d}".formatted(since));
    }

    /** A leaf's message arrives at the hub, which its clock says it left so long ago. */
    private void arrives(String leaf, long underWayMillis) {
        rhythm.hear(new Rhythm.Beat(node.now() - underWayMillis, 0), leaf);
    }

    @Test
    void toAHubThatHasNotSpokenNewsLeavesAtOnce() {
        leafOf("n1");
        assertEquals(0, millisToDeparture());
    }

    @Test
    void newsWaitsAsLongAsItIsInTimeForTheNextFlush() {
        leafOf("n1");
        rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n1");
        assertEquals(670, millisToDeparture());
        hand.pass(5 * PERIOD + 100);
        assertEquals(570, millisToDeparture(), "the hub flushes every period");
    }

    @Test
    void newsFromWithinTheMarginLeavesAtOnceAndNewsFromAfterItWaits() {
        leafOf("n1");
        rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n1");
        hand.pass(680);
        assertEquals(0, millisToDeparture());
        hand.pass(30);
        assertEquals(PERIOD - 10 - 30, millisToDeparture());
    }

    @Test
    void allNewsIsSentAtOnceWhenTheFirstMustLeave() {
        leafOf("n1");
        rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n1");
        newsComesUp(node.now());
        hand.pass(100);
        newsComesUp(node.now());
        hand.pass(569);
        assertEquals(0, sent);
        hand.pass(1);
        assertEquals(1, sent);
        hand.pass(3 * PERIOD);
        assertEquals(1, sent, "nothing is left to send");
    }

    @Test
    void newsOfTheHubThatHasWaitedTooLongDoesNotWaitForTheNextFlush() {
        leafOf("n0");
        areInTime("n1");
        newsComesUp(node.now());
        newsComesUp(node.now() - 900);
        newsComesUp(node.now());
        hand.pass(PERIOD - 900);
        assertEquals(1, sent);
        hand.pass(PERIOD);
        assertEquals(1, sent, "the flush has taken all news along");
    }

    @Test
    void toALeafNewsIsNew() {
        leafOf("n1");
        hand.pass(300);
        assertEquals(node.now(), rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n1"));
    }

    @Test
    void onlyTheHubSetsTheRhythm() {
        leafOf("n1");
        rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n2");
        assertEquals(0, millisToDeparture());
    }

    @Test
    void aLeafSaysHowLongItsOldestNewsHasWaited() {
        leafOf("n1");
        hand.pass(300);
        assertEquals(new Rhythm.Beat(node.now(), 0), rhythm.beat("n1"));
        rhythm.hear(new Rhythm.Beat(node.now() + 700, 30), "n1");
        newsComesUp(node.now() - 100);
        newsComesUp(node.now() - 200);
        newsComesUp(node.now());
        assertEquals(new Rhythm.Beat(node.now(), 200), rhythm.beat("n1"));
    }

    /** All messages are equally fast until the hub has forgotten that they were not. */
    private void areInTime(String leaf) {
        for (int i = 0; i < 1_000; i++) {
            arrives(leaf, 100);
        }
        hand.pass(millisToDeparture());
    }

    @Test
    void theHubFlushesOnceInAPeriod() {
        leafOf("n0");
        areInTime("n1");
        assertEquals(PERIOD, millisToDeparture());
        hand.pass(3 * PERIOD + 300);
        assertEquals(700, millisToDeparture());
    }

    @Test
    void theHubFlushesSoonerByTheWorstLatenessButNotWithoutEnd() {
        leafOf("n0");
        areInTime("n1");
        arrives("n1", 150);
        hand.pass(millisToDeparture());
        assertEquals(PERIOD - 50, millisToDeparture(), 2);
        arrives("n1", 600);
        hand.pass(millisToDeparture());
        assertEquals(PERIOD * 3 / 4, millisToDeparture());
    }

    @Test
    void theHubLeavesEarlyForNewsThatHasWaitedTooLong() {
        leafOf("n0");
        areInTime("n1");
        assertEquals(PERIOD - 900, rhythm.millisToDeparture(node.now() - 900));
        assertEquals(0, rhythm.millisToDeparture(node.now() - 2 * PERIOD));
    }

    @Test
    void newsHasWaitedAtTheLeafAndWhileItsMessageWasLate() {
        leafOf("n0");
        arrives("n1", 100);
        assertEquals(node.now() - 900, rhythm.hear(new Rhythm.Beat(node.now() - 100, 900), "n1"), 1);
        assertEquals(node.now() - 950, rhythm.hear(new Rhythm.Beat(node.now() - 150, 900), "n1"), 2);
    }

    @Test
    void theHubTellsALeafWhatItsClockWillSayWhenItMustLeave() {
        leafOf("n0");
        assertNull(rhythm.beat("n1"), "its clock is unknown");
        areInTime("n1");
        assertEquals(new Rhythm.Beat(node.now() + PERIOD - 100 - 1, MARGIN), rhythm.beat("n1")); // clocks drift
    }

    @Test
    void theLaterMessagesAreTheEarlierLeavesLeaveAndThatIsForgotten() {
        leafOf("n0");
        assertEquals(MARGIN + FIRST_LATENESS, beatAfter("n1", 100), 2);
        assertEquals(MARGIN + 70, beatAfter("n1", 170), 2);
        assertEquals(MARGIN + 90, beatAfter("n1", 190), 3, "later than the fastest message, not than the last one");
        areInTime("n1");
        assertEquals(MARGIN, rhythm.beat("n1").millis());
    }

    private long beatAfter(String leaf, long underWayMillis) {
        arrives(leaf, underWayMillis);
        return rhythm.beat(leaf).millis();
    }

    @Test
    void aLeafWhoseClockIsFarAheadCanBeLateToo() {
        leafOf("n0");
        arrives("n1", -1_000_000);
        assertEquals(MARGIN + 70, beatAfter("n1", -1_000_000 + 70), 2);
    }

    @Test
    void aClockThatHasStartedAgainIsNotTakenForAVeryLateMessage() {
        leafOf("n0");
        arrives("n1", -1_000_000);
        arrives("n1", 100);
        assertEquals(MARGIN + FIRST_LATENESS, rhythm.beat("n1").millis(), 3);
        assertEquals(MARGIN + 70, beatAfter("n1", 170), 3, "late by the new clock");
    }
}
