import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Checker;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.check.elle.ConsistencyModels;
import bench.check.elle.ListAppend;
import bench.check.elle.RwRegister;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hand-made histories, one for each anomaly, with its consequences. The real Elle gives the same results. */
class ElleTest {

    private static Verdict registers(String model, String... lines) {
        return new RwRegister(List.of(model)).check(Txns.history(lines));
    }

    private static Verdict lists(String model, String... lines) {
        return new ListAppend(List.of(model)).check(Txns.history(lines));
    }

    private static List<String> anomalies(Verdict verdict) {
        return names(verdict, "anomaly-types");
    }

    private static List<String> names(Verdict verdict, String detail) {
        return ((List<?>) verdict.details().get(detail)).stream().map(name -> ((Keyword) name).name()).toList();
    }

    private static void assertBroken(String anomaly, List<String> weakestModels, Verdict verdict) {
        assertEquals(List.of(anomaly), anomalies(verdict));
        assertEquals(weakestModels, names(verdict, "not"));
        assertEquals(Validity.FALSE, verdict.valid());
    }

    private static void assertFine(Verdict verdict) {
        assertEquals(List.of(), anomalies(verdict));
        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(), verdict.complaints());
    }

    @Nested
    class Registers {

        @Test
        void oneAfterTheOtherIsFine() {
            assertFine(registers("strict-serializable",
                    "0 ok w x 1, r y nil", "1 ok r x 1, w x 2", "0 fail w x 3", "1 ok r x 2, w y 1, r y 1"));
        }

        @Test
        void readOfAFailedWriteIsG1a() {
            assertBroken("G1a", List.of("read-committed"), registers("read-committed",
                    "0 fail w x 1", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"));
        }

        @Test
        void readOfAWriteOfUnknownEndIsFine() {
            assertFine(registers("strict-serializable", "0 info w x 1", "1 ok r x 1", "1 ok w y 1", "2 ok r y 1"));
        }

        @Test
        void readOfAReplacedWriteIsG1b() {
            assertBroken("G1b", List.of("read-committed"), registers("read-committed",
                    "0 ok w x 1, w x 2", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"));
        }

        @Test
        void forgettingOnesOwnWriteIsInternal() {
            String[] lines = {"0 ok r x nil, w x 1, r x 2", "1 ok w x 2", "0 ok w y 1", "1 ok r y 1"};
            assertBroken("internal", List.of("read-atomic"), registers("read-atomic", lines));
            assertFine(registers("read-committed", lines));
        }

        @Test
        void seeingEachOthersWritesIsG1c() {
            assertBroken("G1c", List.of("read-committed"), registers("read-committed",
                    "0 begin w x 1, r y nil", "1 begin w y 1, r x nil", "0 ok w x 1, r y 1", "1 ok w y 1, r x 1"));
        }

        @Test
        void missingAnEarlierEffectOfWhatIsSeenIsGSingle() {
            assertBroken("G-single-item", List.of("consistent-view", "repeatable-read"), registers("serializable",
                    "0 ok w x 1, w y 1", "1 ok r x 1, r y nil"));
        }

        @Test
        void writeSkewIsG2() {
            String[] lines = {"0 begin r x nil, w y 1", "1 begin r y nil, w x 1", "0 ok r x nil, w y 1",
                    "1 ok r y nil, w x 1"};
            assertBroken("G2-item", List.of("repeatable-read"), registers("serializable", lines));
            assertFine(registers("snapshot-isolation", lines));
        }

        @Test
        void longForkIsNonadjacent() {
            assertBroken("G-nonadjacent-item", List.of("repeatable-read", "snapshot-isolation"),
                    registers("snapshot-isolation",
                            "0 begin w x 1", "1 begin w y 1", "2 begin r x nil, r y nil", "3 begin r x nil, r y nil",
                            "0 ok w x 1", "1 ok w y 1", "2 ok r x 1, r y nil", "3 ok r x nil, r y 1"));
        }

        @Test
        void twoChangesOfTheSameVersionAreALostUpdate() {
            assertBroken("lost-update", List.of("cursor-stability", "update-atomic"), registers("update-atomic",
                    "2 ok w x 1", "0 begin r x nil, w x 2", "1 begin r x nil, w x 3", "0 ok r x 1, w x 2",
                    "1 ok r x 1, w x 3"));
        }

        @Test
        void versionsThatReplaceEachOtherAreCyclic() {
            assertBroken("cyclic-versions", List.of("read-uncommitted"), registers("read-uncommitted",
                    "0 begin r x nil, w x 2", "1 begin r x nil, w x 1", "0 ok r x 1, w x 2", "1 ok r x 2, w x 1"));
        }

        @Test
        void forgettingWhatTheProcessDidIsOfTheProcessKind() {
            String[] lines = {"0 ok w x 1", "0 ok r x nil", "1 ok r x 1"};
            assertBroken("G-single-item-process", List.of("strong-session-snapshot-isolation"),
                    registers("strong-session-serializable", lines));
            assertFine(registers("serializable", lines));
        }

        @Test
        void missingWhatHadEndedIsOfTheRealtimeKind() {
            String[] lines = {"0 ok w x 1", "1 ok r x nil", "0 ok r x 1"};
            assertBroken("G-single-item-realtime", List.of("strong-snapshot-isolation"),
                    registers("strict-serializable", lines));
            assertFine(registers("strong-session-serializable", lines));
        }

        @Test
        void readOfWhatNobodyWroteGoesUnseen() {
            assertFine(registers("read-uncommitted", "0 ok r x 7", "1 ok w x 1", "0 ok r x 1"));
        }

        @Test
        void aHistoryWithoutDependenciesIsInvalidAsWithMaelstrom() {
            Verdict verdict = registers("read-committed", "0 ok w x 1", "1 ok w x 2");
            assertEquals(List.of("empty-transaction-graph"), anomalies(verdict));
            assertEquals(Validity.FALSE, verdict.valid());
        }

        @Test
        void aReplyThatLeavesOutTheLastStepDoesNotMakeAValueFinal() {
            assertBroken("G1b", List.of("read-committed"), registers("read-committed",
                    "0 begin w x 1, w x 2", "0 ok w x 1", "1 ok r x 1"));
        }

        @Test
        void falseIsNoValueToElle() {
            List<List<Object>> asked = List.of(Txns.step("r", 1L, null), Txns.step("r", 1L, null));
            List<List<Object>> answered = List.of(Txns.step("r", 1L, false), Txns.step("r", 1L, 1L));
            History.Recorder recorder = new History.Recorder();
            recorder.add(0, Op.Type.INVOKE, 0, "txn", List.of(Txns.step("w", 1L, 1L)), null, List.of());
            recorder.add(1, Op.Type.OK, 0, "txn", List.of(Txns.step("w", 1L, 1L)), null, List.of());
            recorder.add(2, Op.Type.INVOKE, 0, "txn", asked, null, List.of());
            recorder.add(3, Op.Type.OK, 0, "txn", answered, null, List.of());
            recorder.add(4, Op.Type.INVOKE, 0, "txn", asked.subList(0, 1), null, List.of());
            recorder.add(5, Op.Type.OK, 0, "txn", answered.subList(1, 2), null, List.of());
            assertEquals(Validity.TRUE, new RwRegister(List.of("read-committed")).check(recorder.history()).valid());
        }

        @Test
        void nullIsAValueThatAReplyMayName() {
            assertEquals(Validity.TRUE, registers("strict-serializable",
                    "0 begin w x 1", "0 ok w x nil", "1 ok r x 1").valid());
        }

        @Test
        void keysOfSeveralTypesCannotBeJudged() {
            History.Recorder recorder = new History.Recorder();
            List<List<Object>> steps = List.of(Txns.step("w", 1L, 1L), Txns.step("r", "1", 1L));
            recorder.add(0, Op.Type.INVOKE, 0, "txn", Txns.asked(steps), null, List.of());
            recorder.add(1, Op.Type.OK, 0, "txn", steps, null, List.of());
            assertEquals(Validity.UNKNOWN, new RwRegister(List.of("serializable")).check(recorder.history()).valid());
        }
    }

    @Nested
    class Lists {

        @Test
        void oneAfterTheOtherIsFine() {
            assertFine(lists("strict-serializable",
                    "0 ok append x 1, r y nil", "1 ok r x [1], append x 2, r x [1 2]", "0 fail append x 3",
                    "2 info append x 4", "1 ok r x [1 2 4], append y 1"));
        }

        @Test
        void overwritingEachOtherIsG0() {
            assertBroken("G0", List.of("read-uncommitted"), lists("read-uncommitted",
                    "0 begin append x 1, append y 1", "1 begin append x 2, append y 2",
                    "0 ok append x 1, append y 1", "1 ok append x 2, append y 2", "0 ok r x [1 2], r y [2 1]"));
        }

        @Test
        void overwritingWhatCameLaterIsG0OfTheRealtimeKind() {
            assertBroken("G0-realtime", List.of("strong-read-uncommitted"), lists("strong-read-uncommitted",
                    "0 ok append x 1", "1 ok append x 2", "2 ok r x [2 1]"));
        }

        @Test
        void seeingEachOthersAppendsIsG1c() {
            assertBroken("G1c", List.of("read-committed"), lists("read-committed",
                    "0 begin append x 1, r y nil", "1 begin append y 1, r x nil",
                    "0 ok append x 1, r y [1]", "1 ok append y 1, r x [1]"));
        }

        @Test
        void seeingWhatCameBackInTimeIsG1cOfTheProcessKind() {
            assertBroken("G1c-process", List.of("strong-session-read-committed"),
                    lists("strong-session-read-committed",
                            "0 begin r x nil", "1 begin append x 1", "0 ok r x [1]", "0 ok append y 1",
                            "2 ok r y [1], append z 1", "1 ok append x 1, r z [1]"));
        }

        @Test
        void missingAnEarlierEffectOfWhatIsSeenIsGSingle() {
            assertBroken("G-single-item", List.of("consistent-view", "repeatable-read"), lists("serializable",
                    "0 ok append x 1, append y 1", "1 ok r x [1], r y nil", "2 ok r x [1], r y [1]"));
        }

        @Test
        void twoAppendsToTheSameVersionAreALostUpdate() {
            assertBroken("lost-update", List.of("cursor-stability", "update-atomic"), lists("update-atomic",
                    "0 begin r x nil, append x 1", "1 begin r x nil, append x 2",
                    "0 ok r x nil, append x 1", "1 ok r x nil, append x 2", "2 ok r x [1 2]"));
        }

        @Test
        void writeSkewIsG2() {
            assertBroken("G2-item", List.of("repeatable-read"), lists("serializable",
                    "0 begin r x nil, append y 1", "1 begin r y nil, append x 1",
                    "0 ok r x nil, append y 1", "1 ok r y nil, append x 1"));
        }

        @Test
        void readOfAFailedAppendIsG1a() {
            assertBroken("G1a", List.of("read-committed"), lists("read-committed",
                    "0 fail append x 1", "1 ok r x [1]", "0 ok append y 1", "1 ok r y [1]"));
        }

        @Test
        void readOfHalfATransactionsAppendsIsG1b() {
            assertBroken("G1b", List.of("read-committed"), lists("read-committed",
                    "0 ok append x 1, append x 2", "1 ok r x [1]", "1 ok r x [1 2]"));
        }

        @Test
        void appendingToWhatFailedIsADirtyUpdate() {
            Verdict verdict = lists("read-committed", "0 fail append x 1", "1 ok append x 2", "1 ok r x [1 2]");
            assertEquals(List.of("G1a", "dirty-update"), anomalies(verdict));
        }

        @Test
        void missingOnesOwnAppendIsInternal() {
            assertBroken("internal", List.of("read-atomic"), lists("read-atomic",
                    "0 ok append x 1, r x []", "1 ok r x [1]"));
        }

        @Test
        void readOfWhatIsYetToBeAppendedIsAFutureRead() {
            assertBroken("future-read", List.of("read-committed"), lists("read-committed",
                    "0 ok r x [1], append x 1", "1 ok r x [1]"));
        }

        @Test
        void anElementThatIsThereTwiceIsADuplicate() {
            assertBroken("duplicate-elements", List.of("read-uncommitted"), lists("read-uncommitted",
                    "0 ok append x 1", "1 ok r x [1 1]"));
        }

        @Test
        void readsThatDisagreeAreIncompatible() {
            assertBroken("incompatible-order", List.of("read-committed"), lists("read-committed",
                    "0 ok append x 1", "0 ok append x 2", "0 ok append x 3", "1 ok r x [1 2]", "1 ok r x [1 3 2]"));
        }

        @Test
        void readOfWhatNobodyAppendedCannotBeJudged() {
            Verdict verdict = lists("read-uncommitted", "0 ok append x 1", "1 ok r x [1 7]");
            assertEquals(Validity.UNKNOWN, verdict.valid());
            assertEquals(List.of("Key \"x\" was read with 7 in it, which nobody appended."), verdict.complaints());
        }

        @Test
        void unappendedElementsOnlyMatterInTheReadThatTellsTheOrder() {
            // Two reads of equal length differ. Elle takes the order from the one that comes last in Clojure's set.
            Verdict verdict = lists("read-committed", "0 ok append x 1", "1 ok r x [7]", "1 ok r x [1]");
            assertEquals(Validity.FALSE, verdict.valid(), verdict.complaints().toString());
            assertEquals(List.of("incompatible-order"), anomalies(verdict));
        }

        @Test
        void aNullElementIsOneThatNobodyAppended() {
            assertEquals(Validity.UNKNOWN, lists("read-uncommitted", "0 ok append x 1", "1 ok r x [1 nil]").valid());
            assertEquals(Validity.TRUE, lists("read-uncommitted",
                    "0 begin append x 1", "0 ok r x nil, append x nil", "1 ok append y 1", "1 ok r y [1]").valid());
        }

        @Test
        void anAppendThatItsReplyLeavesOutCannotBeJudgedIfNobodyReadTheKey() {
            assertEquals(Validity.UNKNOWN, lists("read-committed",
                    "0 begin append x 1, append y 1", "0 ok append y 1", "1 ok r y [1]").valid());
            assertEquals(Validity.FALSE, lists("read-committed",
                    "0 begin append x 1, append x 2", "0 ok append x 1", "1 ok r x [1]").valid());
        }

        @Test
        void whatRepliesAddDoesNotMakeAppendsAmbiguous() {
            assertEquals(Validity.TRUE, lists("read-committed",
                    "0 begin r x nil", "0 ok append x 1", "1 ok r x [1]").valid());
            assertEquals(List.of("G1b"), anomalies(lists("read-committed",
                    "0 begin append x 1", "0 ok append x 1, append x 1", "1 ok r x [1]")));
        }

        @Test
        void aHistoryWithoutDependenciesIsUnknown() {
            assertEquals(Validity.UNKNOWN, lists("read-committed", "0 ok append x 1", "1 ok append y 2").valid());
        }
    }

    @Nested
    class Words {

        @Test
        void aCycleIsToldStepByStep() {
            Verdict verdict = registers("serializable", "0 ok w x 1, w y 1", "1 ok r x 1, r y nil");
            assertEquals(List.of("""
                    G-single-item (read skew: a transaction saw one effect of another and missed an earlier one), \
                    which serializable forbids: No order fits these transactions.
                      T1 = process 1 at 0.003 s: [["r","x",1],["r","y",null]]
                      T2 = process 0 at 0.001 s: [["w","x",1],["w","y",1]]
                      T1 read key "y" = null, its state before any write, and T2 wrote 1 there, so T1 comes before T2.
                      But T2 wrote key "x" = 1 and T1 read that, so T2 comes before T1."""), verdict.complaints());
        }

        /** Each of these transactions reads what the one before it wrote, and the first one what the last one wrote. */
        private static List<String> linesAboutCircleOf(int size) {
            List<String> history = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                history.add("%d begin r k%d nil, w k%d 1".formatted(i, i, (i + 1) % size));
            }
            for (int i = 0; i < size; i++) {
                history.add("%d ok r k%d 1, w k%d 1".formatted(i, i, (i + 1) % size));
            }
            return registers("read-committed", history.toArray(String[]::new)).complaints().getFirst().lines().toList();
        }

        @Test
        void ofFourTransactionsOnlyTheirPlacesAreTold() {
            List<String> lines = linesAboutCircleOf(4);
            assertEquals(1 + 1 + 4, lines.size(), lines::toString);
            assertTrue(lines.get(1).matches("  T1 is of process \\d at [^,]*, T2 [^,]*, T3 [^,]*, T4 [^,]*\\."),
                    lines.get(1));
            assertTrue(lines.getLast().startsWith("  But "), lines.getLast());
        }

        @Test
        void ofManyTransactionsTheMiddleStepsAreLeftOut() {
            List<String> lines = linesAboutCircleOf(7);
            assertEquals(1 + 1 + 3 + 1 + 1, lines.size(), lines::toString);
            assertTrue(lines.get(1).matches("  T1 is of [^,]*, T2 [^,]*, T3 [^,]*, T4 [^,]*, …"), lines.get(1));
            assertEquals("  … 3 more steps …", lines.get(5));
            assertTrue(lines.getLast().startsWith("  But "), lines.getLast());
        }

        @Test
        void aReplyWithOtherStepsThanItsRequestIsNamedAndChangesNoVerdict() {
            Verdict verdict = registers("read-committed", "0 begin w x 1, r y nil", "0 ok r y nil, w x 1",
                    "1 ok r x 1");
            assertEquals(Validity.TRUE, verdict.valid());
            assertEquals(List.of("""
                    A reply has other steps than its request. Maelstrom does not check that, but its verdict uses both.
                      process 0 at 0.001 s asked for [["w","x",1],["r","y",null]]
                      and was answered with [["r","y",null],["w","x",1]]."""), verdict.complaints());
        }

        @Test
        void stepsInRealTimeAreToldAsOne() {
            Verdict verdict = registers("strict-serializable",
                    "0 ok w x 1", "1 ok w y 1", "2 ok w z 1", "1 ok r x nil");
            String last = verdict.complaints().getLast();
            assertTrue(last.endsWith("But T2 had ended 0.005 s before T1 began, so T2 comes before T1."), last);
        }

        @Test
        void ofManyCasesOneIsToldAndTheOthersAreCounted() {
            List<String> lines = new ArrayList<>(List.of("0 ok w y 1", "1 ok r y 1"));
            for (int i = 0; i < 10; i++) {
                lines.addAll(List.of("0 fail w x " + i, "1 ok r x " + i));
            }
            List<String> complaints = registers("read-committed", lines.toArray(String[]::new)).complaints();
            assertEquals(1, complaints.size());
            assertTrue(complaints.getFirst().endsWith("And 9 more cases of G1a."), complaints.getFirst());
        }
    }

    @Nested
    class Models {

        @Test
        void allNamesAreKnownAndOthersAreRefused() {
            assertTrue(ConsistencyModels.names().stream().allMatch(ConsistencyModels::isKnown));
            assertTrue(ConsistencyModels.names().contains("strict-serializable"));
            assertTrue(ConsistencyModels.isKnown("PL-2"));
            assertFalse(ConsistencyModels.isKnown("very-serializable"));
            assertThrows(IllegalArgumentException.class, () -> new RwRegister(List.of("very-serializable")));
            assertThrows(IllegalArgumentException.class, () -> new ListAppend(List.of("very-serializable")));
        }

        @Test
        void everyModelAcceptsASerialHistory() {
            for (String model : ConsistencyModels.names()) {
                assertFine(registers(model, "0 ok w x 1, r y nil", "1 ok r x 1, w x 2", "0 ok r x 2"));
            }
        }

        @Test
        void aModelIsHeldToWhatTheWeakerOnesForbid() {
            String[] aborted = {"0 fail w x 1", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"};
            List<String> toleratesAbortedReads = ConsistencyModels.names().stream()
                    .filter(model -> registers(model, aborted).valid() == Validity.TRUE)
                    .toList();
            assertEquals(List.of("1SR", "PRAM", "causal", "linearizable", "monotonic-reads", "monotonic-writes",
                    "read-uncommitted", "read-your-writes", "sequential", "session-serializable",
                    "strong-read-uncommitted", "strong-session-read-uncommitted", "view-serializable",
                    "writes-follow-reads"), toleratesAbortedReads);
        }

        @Test
        void severalModelsMustAllHold() {
            Checker both = new RwRegister(List.of("read-committed", "update-atomic"));
            History lostUpdate = Txns.history("0 begin r x nil, w x 1", "1 begin r x nil, w x 2",
                    "0 ok r x nil, w x 1", "1 ok r x nil, w x 2");
            assertEquals(Validity.FALSE, both.check(lostUpdate).valid());
            assertEquals(Validity.TRUE, new RwRegister(List.of("read-committed")).check(lostUpdate).valid());
        }
    }
}
