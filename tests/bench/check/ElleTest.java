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
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-made histories, one for each anomaly, with its consequences. The real Elle gives the same results. */
class ElleTest {

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
        assertEquals(Map.of("anomaly-types", List.of()), verdict.details());
        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(), verdict.complaints());
    }

    @Nested
    class Registers {

        @Test
        void oneAfterTheOtherIsFine() {
            assertFine(Elle.registers("strict-serializable",
                    "0 ok w x 1, r y nil", "1 ok r x 1, w x 2", "0 fail w x 3", "1 ok r x 2, w y 1, r y 1"));
        }

        @Test
        void readOfAFailedWriteIsG1a() {
            assertBroken("G1a", List.of("read-committed"), Elle.registers("read-committed",
                    "0 fail w x 1", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"));
        }

        @Test
        void readOfAWriteOfUnknownEndIsFine() {
            assertFine(Elle.registers("strict-serializable", "0 info w x 1", "1 ok r x 1", "1 ok w y 1", "2 ok r y 1"));
        }

        @Test
        void aTransactionThatNeverEndedMayHaveHappened() {
            assertFine(Elle.registers("strict-serializable",
                    "0 begin w x 1", "1 ok r x 1", "1 ok w y 1", "2 ok r y 1"));
        }

        @Test
        void onlySuccessfulTransactionsHaveRead() {
            String[] lines = {"2 ok r x nil", "0 ok w x 1", "1 info r x nil", "3 fail r x nil", "2 ok r x 1"};
            assertFine(Elle.registers("strict-serializable", lines));
        }

        @Test
        void nothingDependsOnAFailedTransaction() {
            assertEquals(List.of("G1a", "empty-transaction-graph"), anomalies(
                    Elle.registers("serializable", "0 fail w x 1, w y 1", "1 ok r x 1, r y nil")));
        }

        @Test
        void readOfAReplacedWriteIsG1b() {
            assertBroken("G1b", List.of("read-committed"), Elle.registers("read-committed",
                    "0 ok w x 1, w x 2", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"));
        }

        @Test
        void forgettingOnesOwnWriteIsInternal() {
            String[] lines = {"0 ok r x nil, w x 1, r x 2", "1 ok w x 2", "0 ok w y 1", "1 ok r y 1"};
            assertBroken("internal", List.of("read-atomic"), Elle.registers("read-atomic", lines));
            assertFine(Elle.registers("read-committed", lines));
        }

        @Test
        void seeingEachOthersWritesIsG1c() {
            assertBroken("G1c", List.of("read-committed"), Elle.registers("read-committed",
                    "0 begin w x 1, r y nil", "1 begin w y 1, r x nil", "0 ok w x 1, r y 1", "1 ok w y 1, r x 1"));
        }

        @Test
        void seeingEachOthersWritesIsNothingElseToStrongerModels() {
            assertBroken("G1c", List.of("read-committed"), Elle.registers("strict-serializable",
                    "0 begin w x 1, r y nil", "1 begin w y 1, r x nil", "0 ok w x 1, r y 1", "1 ok w y 1, r x 1"));
        }

        @Test
        void writeSkewIsNotNonadjacentAlthoughOtherTransactionsBreakSnapshots() {
            assertEquals(List.of("G1c", "G2-item"), anomalies(Elle.registers("serializable",
                    "0 begin r a nil, w b 1, r x nil", "1 begin r b nil, w a 1, r e nil", "2 begin r c nil, w x 1",
                    "3 begin w c 1, w e 1",
                    "0 ok r a 1, w b 1, r x nil", "1 ok r b 1, w a 1, r e 1", "2 ok r c nil, w x 1",
                    "3 ok w c 1, w e 1")));
        }

        @Test
        void missingAnEarlierEffectOfWhatIsSeenIsGSingle() {
            assertBroken("G-single-item", List.of("consistent-view", "repeatable-read"), Elle.registers("serializable",
                    "0 ok w x 1, w y 1", "1 ok r x 1, r y nil"));
        }

        @Test
        void aWorseCycleOfTheSameTransactionsHidesAMilderOne() {
            assertBroken("G-single-item", List.of("consistent-view", "repeatable-read"), Elle.registers("serializable",
                    "0 begin r x nil, w y 1", "1 begin r y nil, w x 1, w z 1", "0 ok r x nil, w y 1",
                    "1 ok r y nil, w x 1, w z 1", "2 ok r z 1, r x nil"));
        }

        @Test
        void writeSkewIsG2() {
            String[] lines = {"0 begin r x nil, w y 1", "1 begin r y nil, w x 1", "0 ok r x nil, w y 1",
                    "1 ok r y nil, w x 1"};
            assertBroken("G2-item", List.of("repeatable-read"), Elle.registers("serializable", lines));
            assertFine(Elle.registers("snapshot-isolation", lines));
        }

        @Test
        void longForkIsNonadjacent() {
            assertBroken("G-nonadjacent-item", List.of("repeatable-read", "snapshot-isolation"),
                    Elle.registers("snapshot-isolation",
                            "0 begin w x 1", "1 begin w y 1", "2 begin r x nil, r y nil", "3 begin r x nil, r y nil",
                            "0 ok w x 1", "1 ok w y 1", "2 ok r x 1, r y nil", "3 ok r x nil, r y 1"));
        }

        @Test
        void twoChangesOfTheSameVersionAreALostUpdate() {
            assertBroken("lost-update", List.of("cursor-stability", "update-atomic"), Elle.registers("update-atomic",
                    "2 ok w x 1", "0 begin r x nil, w x 2", "1 begin r x nil, w x 3", "0 ok r x 1, w x 2",
                    "1 ok r x 1, w x 3"));
        }

        /**
         * Transactions in a circle: each one misses what the one before it wrote. The last three form a circle of their
         * own, too. Returns how many form the one that is shown.
         */
        private static int shownOfCircle(int size) {
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                steps.add("r k%d nil, w k%d 1".formatted(i, (i + 1) % size)
                        + (i == size - 3 ? ", r last nil" : i == size - 1 ? ", w last 1" : ""));
            }
            String[] lines = Stream.of("begin", "ok").flatMap(end -> IntStream.range(0, size)
                    .mapToObj(i -> "%d %s %s".formatted(i, end, steps.get(i)))).toArray(String[]::new);
            Map<?, ?> anomalies = (Map<?, ?>) Elle.registers("serializable", lines).details().get("anomalies");
            Map<?, ?> example = (Map<?, ?>) ((List<?>) anomalies.get(Keyword.of("G2-item"))).getFirst();
            return ((List<?>) example.get(Keyword.of("cycle"))).size();
        }

        /** The search starts from each transaction, and goes around. It has a million steps, and 50 an edge. */
        @Test
        void theShortestCycleIsShownIfItIsFoundInTime() {
            assertEquals(3, shownOfCircle(1_010));
            assertEquals(2_000, shownOfCircle(2_000));
        }

        @Test
        void versionsThatReplaceEachOtherAreCyclic() {
            assertBroken("cyclic-versions", List.of("read-uncommitted"), Elle.registers("read-uncommitted",
                    "0 begin r x nil, w x 2", "1 begin r x nil, w x 1", "0 ok r x 1, w x 2", "1 ok r x 2, w x 1"));
        }

        @Test
        void ifVersionsAreCyclicNoOrderIsDerivedFromWritesThatFollowReads() {
            String[] readSkew = {"0 ok r x nil, w x 1", "1 ok r x 1, w x 2", "2 ok r x 2, w x 3, w y 2",
                "3 ok r x 1, r y 2"};
            assertEquals(List.of("G-single-item"), anomalies(Elle.registers("consistent-view", readSkew)));
            List<String> lines = new ArrayList<>(List.of("4 begin r z nil, w z 2", "5 begin r z nil, w z 1",
                    "4 ok r z 1, w z 2", "5 ok r z 2, w z 1"));
            lines.addAll(List.of(readSkew));
            assertEquals(List.of("G1c", "cyclic-versions"),
                    anomalies(Elle.registers("consistent-view", lines.toArray(String[]::new))));
        }

        @Test
        void readingOnesOwnWriteTooEarlyIsSeenOnlyInALargerCycle() {
            assertFine(Elle.registers("read-committed", "0 ok r x 1, w x 1"));
            assertEquals(List.of("G1c", "G2-item"), anomalies(Elle.registers("serializable",
                    "0 begin r z nil, w z 1, r x nil, w y 1", "1 begin r y nil, w x 1",
                    "0 ok r z 1, w z 1, r x nil, w y 1", "1 ok r y nil, w x 1")));
        }

        @Test
        void aCycleThatCannotBeShownHidesThoseOfStrongerModels() {
            assertEquals(List.of("G1c", "PL-1-cycle-exists"), anomalies(Elle.registers("strict-serializable",
                    "0 begin r x nil, w x 2, w y 1", "1 begin r y nil, w y 2, w x 1",
                    "0 ok r x 1, w x 2, w y 1", "1 ok r y 1, w y 2, w x 1")));
        }

        @Test
        void replacingWhatOneReadIsNoCycle() {
            assertFine(Elle.registers("read-committed", "0 ok r x nil, w x 1"));
            assertFine(Elle.registers("snapshot-isolation",
                    "0 begin r z nil, w z 1, r x nil, w y 1", "1 begin r y nil, w x 1",
                    "0 ok r z nil, w z 1, r x nil, w y 1", "1 ok r y nil, w x 1"));
        }

        @Test
        void forgettingWhatTheProcessDidIsOfTheProcessKind() {
            String[] lines = {"0 ok w x 1", "0 ok r x nil", "1 ok r x 1"};
            assertBroken("G-single-item-process", List.of("strong-session-snapshot-isolation"),
                    Elle.registers("strong-session-serializable", lines));
            assertFine(Elle.registers("serializable", lines));
        }

        @Test
        void missingWhatHadEndedIsOfTheRealtimeKind() {
            String[] lines = {"0 ok w x 1", "1 ok r x nil", "0 ok r x 1"};
            assertBroken("G-single-item-realtime", List.of("strong-snapshot-isolation"),
                    Elle.registers("strict-serializable", lines));
            assertFine(Elle.registers("strong-session-serializable", lines));
        }

        @Test
        void processesThatMissEachOthersWritesAreNonadjacentOfTheProcessKind() {
            assertBroken("G-nonadjacent-item-process", List.of("strong-session-snapshot-isolation"),
                    Elle.registers("strong-session-serializable",
                            "0 ok w y 1", "0 ok r x nil", "1 ok w x 1", "1 ok r y nil"));
        }

        @Test
        void writeSkewWithAnEarlierTransactionIsG2OfTheProcessKind() {
            String[] lines = {"0 ok w y 1", "0 ok r x nil", "1 ok r y nil, w x 1"};
            assertBroken("G2-item-process", List.of("strong-session-serializable"),
                    Elle.registers("strong-session-serializable", lines));
            assertFine(Elle.registers("strong-session-snapshot-isolation", lines));
        }

        @Test
        void writeSkewWithWhatHadEndedIsG2OfTheRealtimeKind() {
            String[] lines = {"1 begin r y nil, w x 1", "0 ok w y 1", "2 ok r x nil", "1 ok r y nil, w x 1"};
            assertBroken("G2-item-realtime", List.of("strong-serializable"),
                    Elle.registers("strict-serializable", lines));
            assertFine(Elle.registers("strong-snapshot-isolation", lines));
        }

        @Test
        void readOfWhatNobodyWroteGoesUnseen() {
            assertFine(Elle.registers("read-uncommitted", "0 ok r x 7", "1 ok w x 1", "0 ok r x 1"));
        }

        @Test
        void aHistoryWithoutDependenciesIsInvalidAsWithMaelstrom() {
            Verdict verdict = Elle.registers("read-committed", "0 ok w x 1", "1 ok w x 2");
            assertEquals(List.of("empty-transaction-graph"), anomalies(verdict));
            assertEquals(Validity.FALSE, verdict.valid());
        }

        @Test
        void aReplyThatLeavesOutTheLastStepDoesNotMakeAValueFinal() {
            assertBroken("G1b", List.of("read-committed"), Elle.registers("read-committed",
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
            assertEquals(Validity.TRUE, Elle.registers("strict-serializable",
                    "0 begin w x 1", "0 ok w x nil", "1 ok r x 1").valid());
        }

        @Test
        void aKeyThatIsNullIsOfATypeOfItsOwn() {
            History.Recorder recorder = new History.Recorder();
            recorder.add(0, Op.Type.INVOKE, 0, "txn", List.of(Txns.step("w", 1L, 1L)), null, List.of());
            recorder.add(1, Op.Type.OK, 0, "txn", List.of(Txns.step("w", null, 1L)), null, List.of());
            assertEquals(List.of("Keys are of several types: a whole number, null."),
                    new RwRegister(List.of("serializable")).check(recorder.history()).complaints());
        }

        @Test
        void keysOfSeveralTypesCannotBeJudged() {
            History.Recorder recorder = new History.Recorder();
            List<List<Object>> steps = List.of(Txns.step("w", 1L, 1L), Txns.step("r", "1", 1L));
            recorder.add(0, Op.Type.INVOKE, 0, "txn", Txns.asked(steps), null, List.of());
            recorder.add(1, Op.Type.OK, 0, "txn", steps, null, List.of());
            Verdict verdict = new RwRegister(List.of("serializable")).check(recorder.history());
            assertEquals(Validity.UNKNOWN, verdict.valid());
            assertEquals(List.of("Keys are of several types: a text, a whole number."), verdict.complaints());
        }
    }

    @Nested
    class Lists {

        @Test
        void oneAfterTheOtherIsFine() {
            assertFine(Elle.lists("strict-serializable",
                    "0 ok append x 1, r y nil", "1 ok r x [1], append x 2, r x [1 2]", "0 fail append x 3",
                    "2 info append x 4", "1 ok r x [1 2 4], append y 1"));
        }

        @Test
        void overwritingEachOtherIsG0() {
            assertBroken("G0", List.of("read-uncommitted"), Elle.lists("read-uncommitted",
                    "0 begin append x 1, append y 1", "1 begin append x 2, append y 2",
                    "0 ok append x 1, append y 1", "1 ok append x 2, append y 2", "0 ok r x [1 2], r y [2 1]"));
        }

        @Test
        void overwritingWhatCameLaterIsG0OfTheRealtimeKind() {
            assertBroken("G0-realtime", List.of("strong-read-uncommitted"), Elle.lists("strong-read-uncommitted",
                    "0 ok append x 1", "1 ok append x 2", "2 ok r x [2 1]"));
        }

        @Test
        void overwritingWhatTheProcessAppendedLaterIsG0OfTheProcessKind() {
            assertBroken("G0-process", List.of("strong-session-read-uncommitted"),
                    Elle.lists("strong-session-read-uncommitted",
                            "0 ok append x 1", "0 ok append x 2", "1 ok r x [2 1]"));
        }

        @Test
        void seeingEachOthersAppendsIsG1c() {
            assertBroken("G1c", List.of("read-committed"), Elle.lists("read-committed",
                    "0 begin append x 1, r y nil", "1 begin append y 1, r x nil",
                    "0 ok append x 1, r y [1]", "1 ok append y 1, r x [1]"));
        }

        @Test
        void seeingWhatCameBackInTimeIsG1cOfTheProcessKind() {
            assertBroken("G1c-process", List.of("strong-session-read-committed"),
                    Elle.lists("strong-session-read-committed",
                            "0 begin r x nil", "1 begin append x 1", "0 ok r x [1]", "0 ok append y 1",
                            "2 ok r y [1], append z 1", "1 ok append x 1, r z [1]"));
        }

        @Test
        void seeingWhatCameBackInTimeIsG1cOfTheRealtimeKind() {
            assertBroken("G1c-realtime", List.of("strong-read-committed"), Elle.lists("strong-read-committed",
                    "0 begin r x nil", "1 begin append x 1", "0 ok r x [1]", "2 ok append y 1",
                    "3 ok r y [1], append z 1", "1 ok append x 1, r z [1]"));
        }

        @Test
        void missingAnEarlierEffectOfWhatIsSeenIsGSingle() {
            assertBroken("G-single-item", List.of("consistent-view", "repeatable-read"), Elle.lists("serializable",
                    "0 ok append x 1, append y 1", "1 ok r x [1], r y nil", "2 ok r x [1], r y [1]"));
        }

        @Test
        void twoAppendsToTheSameVersionAreALostUpdate() {
            assertBroken("lost-update", List.of("cursor-stability", "update-atomic"), Elle.lists("update-atomic",
                    "0 begin r x nil, append x 1", "1 begin r x nil, append x 2",
                    "0 ok r x nil, append x 1", "1 ok r x nil, append x 2", "2 ok r x [1 2]"));
        }

        @Test
        void writeSkewIsG2() {
            assertBroken("G2-item", List.of("repeatable-read"), Elle.lists("serializable",
                    "0 begin r x nil, append y 1", "1 begin r y nil, append x 1",
                    "0 ok r x nil, append y 1", "1 ok r y nil, append x 1"));
        }

        @Test
        void readOfAFailedAppendIsG1a() {
            assertBroken("G1a", List.of("read-committed"), Elle.lists("read-committed",
                    "0 fail append x 1", "1 ok r x [1]", "0 ok append y 1", "1 ok r y [1]"));
        }

        @Test
        void readOfHalfATransactionsAppendsIsG1b() {
            assertBroken("G1b", List.of("read-committed"), Elle.lists("read-committed",
                    "0 ok append x 1, append x 2", "1 ok r x [1]", "1 ok r x [1 2]"));
        }

        @Test
        void appendingToWhatFailedIsADirtyUpdate() {
            Verdict verdict = Elle.lists("read-committed", "0 fail append x 1", "1 ok append x 2", "1 ok r x [1 2]");
            assertEquals(List.of("G1a", "dirty-update"), anomalies(verdict));
        }

        @Test
        void missingOnesOwnAppendIsInternal() {
            assertBroken("internal", List.of("read-atomic"), Elle.lists("read-atomic",
                    "0 ok append x 1, r x []", "1 ok r x [1]"));
        }

        @Test
        void afterAReadOfNilAnyReadIsAllowedAsInElle() {
            assertFine(Elle.lists("read-atomic", "0 ok append x 1", "1 ok r x nil, r x [1]"));
        }

        @Test
        void appendingToNilMakesAListOfOne() {
            assertEquals(List.of("internal"), anomalies(Elle.lists("read-atomic",
                    "0 ok append x 1", "1 ok r x nil, append x 2, r x [1 2]")));
        }

        @Test
        void nothingDependsOnAFailedTransaction() {
            assertEquals(List.of("G1a", "empty-transaction-graph"), anomalies(Elle.lists("serializable",
                    "0 fail append x 1, append y 1", "1 ok r x [1], r y nil", "2 ok r y [1]")));
        }

        @Test
        void anElementOfAnotherKeyIsNoFutureRead() {
            assertFine(Elle.lists("strict-serializable",
                    "0 ok append x 1", "1 ok r x [1], append y 1", "2 ok r y [1]"));
        }

        @Test
        void onlySuccessfulTransactionsHaveRead() {
            assertFine(Elle.lists("strict-serializable",
                    "0 ok append x 1", "1 info r x nil", "3 fail r x nil", "2 ok r x [1]"));
        }

        @Test
        void readOfWhatIsYetToBeAppendedIsAFutureRead() {
            assertBroken("future-read", List.of("read-committed"), Elle.lists("read-committed",
                    "0 ok r x [1], append x 1", "1 ok r x [1]"));
        }

        @Test
        void anElementThatIsThereTwiceIsADuplicate() {
            assertBroken("duplicate-elements", List.of("read-uncommitted"), Elle.lists("read-uncommitted",
                    "0 ok append x 1", "1 ok r x [1 1]"));
        }

        @Test
        void readsThatDisagreeAreIncompatible() {
            assertBroken("incompatible-order", List.of("read-committed"), Elle.lists("read-committed",
                    "0 ok append x 1", "0 ok append x 2", "0 ok append x 3", "1 ok r x [1 2]", "1 ok r x [1 3 2]"));
        }

        @Test
        void readOfWhatNobodyAppendedCannotBeJudged() {
            Verdict verdict = Elle.lists("read-uncommitted", "0 ok append x 1", "1 ok r x [1 7]");
            assertEquals(Validity.UNKNOWN, verdict.valid());
            assertEquals(List.of("Key \"x\" was read with 7 in it, which nobody appended."), verdict.complaints());
        }

        @Test
        void unappendedElementsOnlyMatterInTheReadThatTellsTheOrder() {
            // Two reads of equal length differ. Elle takes the order from the one that comes last in Clojure's set.
            Verdict verdict = Elle.lists("read-committed", "0 ok append x 1", "1 ok r x [7]", "1 ok r x [1]");
            assertEquals(Validity.FALSE, verdict.valid(), verdict.complaints().toString());
            assertEquals(List.of("incompatible-order"), anomalies(verdict));
        }

        @Test
        void aNullElementIsOneThatNobodyAppended() {
            assertEquals(Validity.UNKNOWN,
                    Elle.lists("read-uncommitted", "0 ok append x 1", "1 ok r x [1 nil]").valid());
            assertEquals(Validity.TRUE, Elle.lists("read-uncommitted",
                    "0 begin append x 1", "0 ok r x nil, append x nil", "1 ok append y 1", "1 ok r y [1]").valid());
        }

        @Test
        void anAppendThatItsReplyLeavesOutCannotBeJudgedIfNobodyReadTheKey() {
            assertEquals(Validity.UNKNOWN, Elle.lists("read-committed",
                    "0 begin append x 1, append y 1", "0 ok append y 1", "1 ok r y [1]").valid());
            assertEquals(Validity.FALSE, Elle.lists("read-committed",
                    "0 begin append x 1, append x 2", "0 ok append x 1", "1 ok r x [1]").valid());
        }

        @Test
        void ofTwoThatAppendedTheSameTheLastToEndCounts() {
            assertEquals(List.of("G1c"), anomalies(Elle.lists("read-committed",
                    "0 begin r x nil", "1 begin r x nil", "1 ok append x 1", "0 ok append x 1, r y [1]",
                    "2 begin r x nil, append y 1", "2 ok r x [1], append y 1")));
        }

        @Test
        void whoeverReadNothingHasNotSeenAnAppendedNull() {
            assertEquals(Validity.TRUE, Elle.lists("read-committed", "0 begin append x 1",
                    "2 begin r x nil, append y 1", "0 ok append x nil, r y [1]", "2 ok r x nil, append y 1").valid());
        }

        @Test
        void whatRepliesAddCanBeJudgedIfNobodyReadTheKey() {
            assertFine(Elle.lists("read-committed", "0 ok append x 1", "1 ok r x [1]"));
            for (String answer : List.of("append x 1, r z nil", "append x 1, append z 1")) {
                assertEquals(Validity.TRUE, Elle.lists("read-committed", "0 begin append x 1", "0 ok " + answer,
                        "1 ok append y 1", "1 ok r y [1]").valid(), answer);
            }
        }

        @Test
        void whatRepliesAddDoesNotMakeAppendsAmbiguous() {
            assertEquals(Validity.TRUE, Elle.lists("read-committed",
                    "0 begin r x nil", "0 ok append x 1", "1 ok r x [1]").valid());
            assertEquals(List.of("G1b"), anomalies(Elle.lists("read-committed",
                    "0 begin append x 1", "0 ok append x 1, append x 1", "1 ok r x [1]")));
        }

        @Test
        void aHistoryWithoutDependenciesIsUnknown() {
            assertEquals(Validity.UNKNOWN, Elle.lists("read-committed", "0 ok append x 1", "1 ok append y 2").valid());
        }
    }

    @Nested
    class Models {

        @Test
        void helpTextsOfferAllModelsButNotAdyasNames() {
            assertEquals(List.of("1SR", "PRAM", "causal", "causal-cerone", "conflict-serializable", "consistent-view",
                    "cursor-stability", "forward-consistent-view", "linearizable", "monotonic-atomic-view",
                    "monotonic-reads", "monotonic-snapshot-read", "monotonic-view", "monotonic-writes",
                    "parallel-snapshot-isolation", "prefix", "read-atomic", "read-committed", "read-uncommitted",
                    "read-your-writes", "repeatable-read", "sequential", "serializable", "session-serializable",
                    "snapshot-isolation", "strict-serializable", "strong-read-committed", "strong-read-uncommitted",
                    "strong-serializable", "strong-session-read-committed", "strong-session-read-uncommitted",
                    "strong-session-serializable", "strong-session-snapshot-isolation", "strong-snapshot-isolation",
                    "update-atomic", "update-serializable", "view-serializable", "writes-follow-reads"),
                    ConsistencyModels.names());
        }

        @ParameterizedTest
        @CsvSource({"PL-1, read-uncommitted", "PL-2, read-committed", "PL-CS, cursor-stability",
            "PL-2L, monotonic-view", "PL-MSR, monotonic-snapshot-read", "PL-2+, consistent-view",
            "PL-FCV, forward-consistent-view", "PL-2.99, repeatable-read", "PL-3U, update-serializable",
            "PL-SI, snapshot-isolation", "PL-3, serializable", "PL-SS, strong-serializable",
            "conflict-serializable, serializable", "strict-serializable, strong-serializable",
            "strong-session-PL-1, strong-session-read-uncommitted",
            "strong-session-PL-2, strong-session-read-committed", "strong-PL-1, strong-read-uncommitted",
            "strong-PL-2, strong-read-committed"})
        void aModelMayHaveTwoNames(String alias, String model) {
            for (List<String> broken : List.of(
                    List.of("0 fail w x 1", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"),
                    List.of("0 begin r x nil, w x 1", "1 begin r x nil, w x 2", "0 ok r x nil, w x 1",
                            "1 ok r x nil, w x 2"),
                    List.of("0 ok w x 1, w y 1", "1 ok r x 1, r y nil"),
                    List.of("0 begin r x nil, w y 1", "1 begin r y nil, w x 1", "0 ok r x nil, w y 1",
                            "1 ok r y nil, w x 1"),
                    List.of("0 ok w x 1", "1 ok r x nil", "0 ok r x 1"))) {
                String[] lines = broken.toArray(String[]::new);
                assertEquals(Elle.registers(model, lines).valid(), Elle.registers(alias, lines).valid());
            }
        }

        @Test
        void allNamesAreKnownAndOthersAreRefused() {
            assertTrue(ConsistencyModels.names().stream().allMatch(ConsistencyModels::isKnown));
            assertFalse(ConsistencyModels.isKnown("very-serializable"));
            assertThrows(IllegalArgumentException.class, () -> new RwRegister(List.of("very-serializable")));
            assertThrows(IllegalArgumentException.class, () -> new ListAppend(List.of("very-serializable")));
        }

        @Test
        void everyModelAcceptsASerialHistory() {
            for (String model : ConsistencyModels.names()) {
                assertFine(Elle.registers(model, "0 ok w x 1, r y nil", "1 ok r x 1, w x 2", "0 ok r x 2"));
            }
        }

        @Test
        void aModelIsHeldToWhatTheWeakerOnesForbid() {
            String[] aborted = {"0 fail w x 1", "1 ok r x 1", "1 ok w y 1", "0 ok r y 1"};
            List<String> toleratesAbortedReads = ConsistencyModels.names().stream()
                    .filter(model -> Elle.registers(model, aborted).valid() == Validity.TRUE)
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
