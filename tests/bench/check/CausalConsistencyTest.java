import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.check.elle.CausalConsistency;
import bench.history.Keyword;
import java.util.ArrayList;
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
    void missingAWriteThatCausedTheOneThatWasReadIsFine() {
        assertBroken("stale-read", check("0 ok w x 1, w a 1", "3 ok r a 1, w b 1", "1 ok r b 1, w x 2",
                "2 ok r x 2", "2 ok r x 1"));
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

    private static void assertImpossible(String anomaly, String claim, String... lines) {
        Verdict verdict = check(lines);
        assertBroken(anomaly, verdict);
        String first = verdict.complaints().getFirst().lines().findFirst().orElseThrow();
        assertTrue(first.endsWith("): T1 read key \"x\" = " + claim), first);
    }

    @Test
    void readsThatNothingExplainsAreNamed() {
        assertImpossible("thin-air-read", "1, which nobody ever wrote.", "0 ok r x 1");
        assertImpossible("aborted-read", "1, which was written by a transaction that failed.",
                "0 fail w x 1", "1 ok r x 1");
        assertImpossible("intermediate-read", "1, which its writer later replaced in the same transaction.",
                "0 ok w x 1, w x 2", "1 ok r x 1");
        assertImpossible("future-read", "1, before it wrote that value itself.", "0 ok r x 1, w x 1");
        assertImpossible("internal", "null, although after its own earlier steps it should have read 1.",
                "0 ok w x 1, r x nil");
        assertImpossible("internal", "1, although after its own earlier steps it should have read null.",
                "0 ok w x 1", "1 ok r x nil, r x 1");
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
    void aCircleOfCausesIsTold() {
        assertEquals(List.of("""
                cyclic-causality (effects came before their causes): Each of these happened only after the others.
                  T1 = process 1 at 0.002 s: [["r","x",1],["w","y",1]]
                  T2 = process 0 at 0.001 s: [["r","y",1],["w","x",1]]
                  T1 wrote key "y" = 1 and T2 read that.
                  T2 wrote key "x" = 1 and T1 read that."""),
                check("0 begin r y nil, w x 1", "1 begin r x nil, w y 1",
                        "0 ok r y 1, w x 1", "1 ok r x 1, w y 1").complaints());
    }

    @Test
    void readersWhoDisagreeAreToldWithTheirReasons() {
        assertEquals(List.of("""
                divergent-order (readers disagree about which write came later): \
                T6 read key "x" of T1, although it knew T4, which is later.
                  T1 is by process 1 at 0.003 s, T2 is by process 3 at 0.009 s, T3 is by process 3 at 0.011 s, \
                T4 is by process 0 at 0.001 s, …
                  T1 wrote key "x" = 2 and T2 read that.
                  The same client ran T2 before T3.
                  So T3 knew key "x" = 2 of T1, but it read 1 of T4, as if that were the later one.
                  … 2 more steps …
                  So T6 knew key "x" = 1 of T4, but it read 2 of T1, as if that were the later one.
                  And 1 more case of divergent-order."""),
                check("0 ok w x 1", "1 ok w x 2", "2 ok r x 1", "2 ok r x 2", "3 ok r x 2", "3 ok r x 1").complaints());
    }

    @Test
    void atMostTwentyContradictionsOfTheSameTransactionsAreCounted() {
        List<String> lines = new ArrayList<>();
        for (int value = 1; value <= 30; value++) {
            lines.add("0 ok w x " + value);
        }
        lines.add("1 ok r x 30");
        for (int value = 1; value < 30; value++) {
            lines.add("1 ok r x " + value);
        }
        String complaint = check(lines.toArray(String[]::new)).complaints().getFirst();
        assertTrue(complaint.endsWith("And 19 more cases of stale-read."), complaint);
    }

    private static Validity checkedBy(String model, String... lines) {
        return CausalConsistency.demandedBy(List.of(model)).orElseThrow().check(Txns.history(lines)).valid();
    }

    @Test
    void modelsThatDemandCausesForbidAllOfThisAndAtomicReadsOnlyFracturedOnes() {
        for (String model : List.of("causal-cerone", "snapshot-isolation", "strict-serializable")) {
            assertEquals(Validity.FALSE, checkedBy(model, "0 ok w x 1", "0 ok r x nil"), model);
            assertEquals(Validity.FALSE, checkedBy(model, "0 ok w x 1, w y 1", "1 ok r x 1, r y nil"), model);
        }
        for (String model : List.of("read-atomic", "update-atomic")) {
            assertEquals(Validity.TRUE, checkedBy(model, "0 ok w x 1", "0 ok r x nil"), model);
            assertEquals(Validity.FALSE, checkedBy(model, "0 ok w x 1, w y 1", "1 ok r x 1, r y nil"), model);
        }
    }

    @Test
    void whatNoModelForbidsIsNotLookedFor() {
        assertEquals(Optional.empty(), CausalConsistency.demandedBy(List.of("read-committed")));
        assertEquals(Optional.empty(), CausalConsistency.demandedBy(List.of("monotonic-atomic-view")));
    }
}
