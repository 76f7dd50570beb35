import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.check.elle.CausalConsistency;
import bench.history.Keyword;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hand-made histories for what only the simulator looks for: transactions seen in part, effects without causes. */
class CausalConsistencyTest {

    private static Verdict check(String... lines) {
        return new CausalConsistency().check(Txns.history(lines));
    }

    private static void assertBroken(String anomaly, Verdict verdict) {
        assertEquals(List.of(Keyword.of(anomaly)), verdict.details().get("anomaly-types"));
        assertEquals(Validity.FALSE, verdict.valid());
    }

    private static void assertFine(Verdict verdict) {
        assertEquals(List.of(), verdict.complaints());
        assertEquals(Validity.TRUE, verdict.valid());
    }

    @Test
    void staleReadsAreFineForThoseWhoKnowNoBetter() {
        assertFine(check("0 ok w x 1", "1 ok r x nil", "0 ok w x 2", "1 ok r x 1", "2 ok r x nil", "1 ok r x 2"));
    }

    @Test
    void lostUpdatesAndWriteSkewAreFine() {
        assertFine(check("0 ok r x nil, r y nil, w x 1", "1 ok r x nil, r y nil, w x 2, w y 1", "0 ok r x 2, r y 1"));
    }

    @Test
    void aTransactionSeenInPartIsFractured() {
        assertBroken("fractured-read", check("0 ok w x 1, w y 1", "1 ok r x 1, r y nil"));
        assertBroken("fractured-read", check("0 ok w y 1", "0 ok w x 2, w y 2", "1 ok r x 2, r y 1"));
    }

    @Test
    void anEffectWithoutItsCauseIsSeenOnThreeNodes() {
        assertBroken("stale-initial-read", check("0 ok w x 1", "1 ok r x 1, w y 1", "2 ok r y 1, r x nil"));
        assertBroken("stale-read", check("0 ok w x 1", "0 ok w x 2", "1 ok r x 2, w y 1", "2 ok r y 1, r x 1"));
    }

    @Test
    void aProcessThatGoesBackInTimeReadsStale() {
        assertBroken("stale-initial-read", check("0 ok w x 1", "0 ok r x nil"));
        assertBroken("stale-read", check("0 ok w x 1", "1 ok r x 1, w x 2", "2 ok r x 2", "2 ok r x 1"));
    }

    @Test
    void readersWhoSettleOnDifferentWritesDiverge() {
        assertBroken("divergent-order", check("0 ok w x 1", "1 ok w x 2",
                "2 ok r x 1", "2 ok r x 2", "3 ok r x 2", "3 ok r x 1"));
    }

    @Test
    void causesInACircleAreCyclic() {
        assertBroken("cyclic-causality", check("0 begin r y nil, w x 1", "1 begin r x nil, w y 1",
                "0 ok r y 1, w x 1", "1 ok r x 1, w y 1"));
    }

    @Test
    void readsThatNothingExplainsAreNamed() {
        assertBroken("thin-air-read", check("0 ok r x 1"));
        assertBroken("aborted-read", check("0 fail w x 1", "1 ok r x 1"));
        assertBroken("intermediate-read", check("0 ok w x 1, w x 2", "1 ok r x 1"));
        assertBroken("future-read", check("0 ok r x 1, w x 1"));
        assertBroken("internal", check("0 ok w x 1, r x nil"));
        assertBroken("internal", check("0 ok w x 1", "1 ok r x nil, r x 1"));
    }

    @Test
    void aWriteOfUnknownEndMayBeSeenAndHasCausesOfItsOwn() {
        assertFine(check("0 info w x 1", "1 ok r x 1"));
        assertBroken("stale-initial-read", check("0 ok w y 1", "0 info w x 1", "1 ok r x 1, r y nil"));
    }

    @Test
    void aNewProcessIsANewSession() {
        assertFine(check("0 ok w x 1", "0 info w y 1", "5 ok r x nil"));
    }

    @Test
    void valuesThatWereWrittenTwiceCannotBeJudged() {
        assertEquals(Validity.UNKNOWN, check("0 ok w x 1", "1 ok w x 1").valid());
    }

    @Test
    void nullThatAReplyNamesAsWrittenIsNoValue() {
        assertEquals(Validity.TRUE, check("0 begin w x 1", "0 ok w x nil", "1 begin w x 2", "1 ok w x nil").valid());
    }

    @Test
    void theProofIsToldStepByStep() {
        assertEquals(List.of("""
                stale-initial-read (an effect was seen without its cause): \
                T3 read key "x" = null, but it knew T1, which wrote 1 there.
                  T1 = process 0 at 0.001 s: [["w","x",1]]
                  T2 = process 1 at 0.003 s: [["r","x",1],["w","y",1]]
                  T3 = process 2 at 0.005 s: [["r","y",1],["r","x",null]]
                  T1 wrote key "x" = 1 and T2 read that.
                  T2 wrote key "y" = 1 and T3 read that."""),
                check("0 ok w x 1", "1 ok r x 1, w y 1", "2 ok r y 1, r x nil").complaints());
    }

    @Test
    void aChoiceBetweenTwoWritesIsTold() {
        assertEquals(List.of("""
                fractured-read (one write of a transaction was seen and another missed): T3 read key "y" of T1, \
                although it knew T2, which is later.
                  T1 = process 0 at 0.001 s: [["w","y",1]]
                  T2 = process 0 at 0.003 s: [["w","x",2],["w","y",2]]
                  T3 = process 1 at 0.005 s: [["r","x",2],["r","y",1]]
                  The same client ran T1 before T2.
                  T2 wrote key "x" = 2 and T3 read that.
                  So T3 knew key "y" = 2 of T2, but it read 1 of T1, as if that were the later one."""),
                check("0 ok w y 1", "0 ok w x 2, w y 2", "1 ok r x 2, r y 1").complaints());
    }

    @Test
    void whatNoModelForbidsIsNotLookedFor() {
        assertEquals(Optional.empty(), CausalConsistency.demandedBy(List.of("read-committed")));
        assertEquals(Optional.empty(), CausalConsistency.demandedBy(List.of("monotonic-atomic-view")));
    }
}
