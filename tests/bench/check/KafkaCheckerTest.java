import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import bench.check.kafka.KafkaChecker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaCheckerTest {

    /** Writes a history, one operation after the other unless a test takes invocations and completions apart. */
    private static final class Tape {

        private final History.Recorder recorder = new History.Recorder();
        private final Map<Integer, Op> open = new LinkedHashMap<>();
        private long seconds;

        Tape invoke(int process, String f, Object value) {
            open.put(process, add(Op.Type.INVOKE, process, f, value));
            return this;
        }

        Tape complete(int process, Op.Type type, Object value) {
            Op invocation = open.remove(process);
            add(type, process, invocation.f(), value);
            return this;
        }

        private Op add(Op.Type type, int process, String f, Object value) {
            String error = type == Op.Type.OK || type == Op.Type.INVOKE ? null : f + " " + type;
            return recorder.add(++seconds * 1_000_000_000L, type, process, f, value, error, List.of());
        }

        Tape sent(int process, String key, long offset, long value) {
            return invoke(process, "send", List.of(send(key, value)))
                    .complete(process, Op.Type.OK, List.of(send(key, List.of(offset, value))));
        }

        /** A send that ends this way, with an unknown offset. */
        Tape sent(int process, String key, Op.Type type, long value) {
            Object sends = List.of(send(key, value));
            return invoke(process, "send", sends).complete(process, type, sends);
        }

        Tape polled(int process, Map<String, List<List<Long>>> messages) {
            return invoke(process, "poll", List.of(List.of(POLL)))
                    .complete(process, Op.Type.OK, List.of(List.of(POLL, messages)));
        }

        /** A poll of key "0", given as alternating offsets and values. */
        Tape polled(int process, long... offsetsAndValues) {
            List<List<Long>> pairs = new ArrayList<>();
            for (int i = 0; i < offsetsAndValues.length; i += 2) {
                pairs.add(List.of(offsetsAndValues[i], offsetsAndValues[i + 1]));
            }
            return polled(process, Map.of("0", pairs));
        }

        Tape assigned(int process, String... keys) {
            return invoke(process, "assign", List.of(keys)).complete(process, Op.Type.OK, List.of(keys));
        }

        Verdict verdict() {
            return new KafkaChecker().check(recorder.history());
        }
    }

    private static final Keyword POLL = Keyword.of("poll");

    private static List<Object> send(String key, Object value) {
        return List.of(Keyword.of("send"), key, value);
    }

    private static List<String> types(Verdict verdict) {
        return names(verdict, "error-types");
    }

    private static List<String> names(Verdict verdict, String entry) {
        return ((List<?>) verdict.details().get(entry)).stream().map(type -> ((Keyword) type).name()).toList();
    }

    private static Object entry(Verdict verdict, String type, String name) {
        return ((Map<?, ?>) verdict.details().get(type)).get(Keyword.of(name));
    }

    /** The only anomaly of a history, as Jepsen's results describe it. */
    private static Map<?, ?> only(Verdict verdict, String type) {
        assertEquals(List.of(type), types(verdict));
        List<?> anomalies = (List<?>) entry(verdict, type, "errs");
        assertEquals(1, anomalies.size());
        return (Map<?, ?>) anomalies.getFirst();
    }

    private static void assertConvicted(Verdict verdict, String... complaintParts) {
        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(1, verdict.complaints().size(), () -> verdict.complaints().toString());
        for (String part : complaintParts) {
            assertTrue(verdict.complaints().getFirst().contains(part), () -> verdict.complaints().getFirst());
        }
    }

    @Test
    void aLogThatEveryoneSeesAlikeIsValid() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(1, "0", 3, 2).assigned(0, "0").polled(0, 0, 1)
                .polled(0, 3, 2).polled(0, Map.of()).verdict();
        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(), types(verdict));
        assertEquals(List.of(), verdict.complaints());
    }

    @Test
    void anAcknowledgedMessageBelowAPolledOneThatNobodyPolledIsLost() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).polled(1, 1, 2).verdict();
        assertEquals(List.of("lost-write", "unseen"), types(verdict));
        assertTrue(verdict.complaints().getFirst().startsWith("Key \"0\", lost-write: message 1 has offset 0 since the "
                + "send of process 0 at 2.00 s, but no poll ever returned it"));
        assertTrue(verdict.complaints().getFirst().contains("the poll of process 1 at 6.00 s"));
        Map<?, ?> lost = (Map<?, ?>) ((List<?>) entry(verdict, "lost-write", "errs")).getFirst();
        assertEquals(1L, lost.get(Keyword.of("value")));
        assertEquals(0, lost.get(Keyword.of("index")));
    }

    @Test
    void aMessageAboveAllThatWerePolledIsUnseenAndNotLost() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).polled(1, 0, 1).verdict();
        assertEquals(List.of("unseen"), types(verdict));
        assertEquals(Map.of("0", 1), entry(verdict, "unseen", "unseen"));
        assertEquals(Map.of("0", List.of(2L)), entry(verdict, "unseen", "messages"));
        assertEquals(6_000_000_000L, entry(verdict, "unseen", "time"));
        assertConvicted(verdict, "unseen: no poll ever returned message 2", "at 4.00 s");
    }

    @Test
    void ofManyUnseenMessagesTheFirstIsToldAndTheOthersAreCounted() {
        Tape tape = new Tape().sent(0, "1", 0, 1);
        for (int i = 0; i < 40; i++) {
            tape.sent(0, "0", i, i);
        }
        Verdict verdict = tape.polled(1, Map.of("1", List.of(List.of(0L, 1L)))).verdict();
        assertConvicted(verdict, "no poll ever returned message 0", "And 39 more messages");
        assertEquals(32, ((List<?>) ((Map<?, ?>) entry(verdict, "unseen", "messages")).get("0")).size());
    }

    @Test
    void aMessageWhoseSendMayHaveFailedNeedNeitherBePolledNorBeInOrder() {
        Verdict verdict = new Tape().sent(0, "0", Op.Type.INFO, 1).sent(1, "0", Op.Type.FAIL, 2).sent(2, "0", 5, 3)
                .polled(2, 5, 3).verdict();
        assertEquals(Validity.TRUE, verdict.valid());
    }

    @Test
    void anOffsetWithTwoMessagesIsInconsistent() {
        Verdict verdict = new Tape().sent(0, "0", 4, 1).sent(1, "0", 4, 2).polled(2, 4, 1).polled(3, 4, 2).verdict();
        Map<?, ?> anomaly = only(verdict, "inconsistent-offsets");
        assertEquals(4L, anomaly.get(Keyword.of("offset")));
        assertEquals(0, anomaly.get(Keyword.of("index")));
        assertEquals(List.of(1L, 2L), anomaly.get(Keyword.of("values")));
        assertConvicted(verdict, "Key \"0\"", "offset 4 can hold only one",
                "message 1 in the send of process 0 at 2.00 s",
                "message 2 in the send of process 1 at 4.00 s");
    }

    @Test
    void ofManyMessagesAtAnOffsetThreeAreNamed() {
        Tape tape = new Tape();
        for (int process = 0; process < 3; process++) {
            tape.sent(process, "0", 0, process).polled(process, 0, process);
        }
        assertFalse(tape.verdict().complaints().getFirst().contains(" more"));
        for (int process = 3; process < 5; process++) {
            tape.sent(process, "0", 0, process).polled(process, 0, process);
        }
        assertConvicted(tape.verdict(), " s, and 2 more.");
    }

    @Test
    void aMessageAtTwoOffsetsIsADuplicate() {
        Verdict verdict = new Tape().sent(0, "0", 1, 1).polled(1, 1, 1).polled(2, 7, 1).verdict();
        Map<?, ?> anomaly = only(verdict, "duplicate");
        assertEquals(2, anomaly.get(Keyword.of("count")));
        assertEquals(List.of(1L, 7L), anomaly.get(Keyword.of("offsets")));
        assertConvicted(verdict, "offset 1 in the send of process 0 at 2.00 s",
                "offset 7 in the poll of process 2 at 6.00 s");
    }

    @Test
    void theOffsetThatWasSeenFirstIsToldFirst() {
        Verdict verdict = new Tape().sent(0, "0", 7, 1).polled(1, 1, 1).polled(2, 7, 1).verdict();
        assertConvicted(verdict, "offset 7 in the send of process 0 at 2.00 s, "
                + "and offset 1 in the poll of process 1 at 4.00 s");
    }

    @Test
    void aProcessThatPollsPastAMessageSkips() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).sent(0, "0", 2, 3)
                .polled(1, 0, 1).polled(1, 2, 3).polled(2, 0, 1, 1, 2, 2, 3).verdict();
        Map<?, ?> anomaly = only(verdict, "poll-skip");
        assertEquals(2, anomaly.get(Keyword.of("delta")));
        assertEquals(List.of(2L), anomaly.get(Keyword.of("skipped")));
        assertConvicted(verdict, "at 8.00 s", "at 10.00 s", "it skips message 2 (offset 1)");
        assertEquals(List.of(4L, 8L, 10L), verdict.violations().getFirst().operations().stream()
                .map(op -> op.time() / 1_000_000_000).toList(), "the send of message 2, and the polls");
    }

    @Test
    void offsetsThatNobodyEverUsedAreNotSkipped() {
        assertEquals(Validity.TRUE, new Tape().sent(0, "0", 0, 1).sent(0, "0", 9, 2).polled(1, 0, 1).polled(1, 9, 2)
                .verdict().valid());
    }

    @Test
    void aPollThatLeavesOutAMessageSkipsInternally() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).sent(0, "0", 2, 3)
                .polled(1, 0, 1, 2, 3).polled(2, 0, 1, 1, 2, 2, 3).verdict();
        assertEquals(List.of(1L, 3L), only(verdict, "int-poll-skip").get(Keyword.of("values")));
        assertConvicted(verdict, "at 8.00 s", "leaves out message 2 (offset 1)");
    }

    @Test
    void aProcessThatPollsAMessageAgainIsNonmonotonic() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).polled(1, 0, 1).polled(1, 0, 1).verdict();
        assertEquals(0, only(verdict, "nonmonotonic-poll").get(Keyword.of("delta")));
        assertConvicted(verdict, "at 4.00 s", "at 6.00 s", "went back to message 1 (offset 0)");
    }

    @Test
    void aPollWhoseOffsetsFallIsNonmonotonicInternally() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).polled(1, 1, 2, 0, 1).verdict();
        assertEquals(-1, only(verdict, "int-nonmonotonic-poll").get(Keyword.of("delta")));
        assertConvicted(verdict, "at 6.00 s", "within an operation offsets must grow");
    }

    @Test
    void ofPollsWhoseOffsetsFallTheOneThatFallsDeepestIsTold() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 1, 2).sent(0, "0", 2, 3)
                .polled(1, 1, 2, 0, 1).polled(2, 2, 3, 0, 1).verdict();
        assertConvicted(verdict, "message 3 (offset 2) followed by message 1 (offset 0)");
    }

    @Test
    void anAssignmentForgivesOnlyForKeysThatItDrops() {
        Tape tape = new Tape().sent(0, "0", 0, 1).polled(1, 0, 1);
        assertEquals(Validity.TRUE, tape.assigned(1, "7").polled(1, 0, 1).verdict().valid());
        assertEquals(List.of("nonmonotonic-poll"), types(tape.assigned(1, "0", "7").polled(1, 0, 1).verdict()));
    }

    @Test
    void aCrashForgivesBecauseANewProcessFollows() {
        assertEquals(Validity.TRUE, new Tape().sent(0, "0", 0, 1).polled(1, 0, 1).invoke(1, "crash", null)
                .complete(1, Op.Type.INFO, null).polled(2, 0, 1).verdict().valid());
    }

    @Test
    void aProcessWhoseSendsGoBackwardsIsNonmonotonic() {
        Verdict verdict = new Tape().sent(0, "0", 5, 1).sent(0, "0", 4, 2).polled(1, 4, 2, 5, 1).verdict();
        assertEquals(-1, only(verdict, "nonmonotonic-send").get(Keyword.of("delta")));
        assertConvicted(verdict, "at 2.00 s", "at 4.00 s", "went back to message 2 (offset 4)");
    }

    @Test
    void sendsOfOneOperationMustKeepTheirOrderAndMayLeaveRoom() {
        Verdict verdict = new Tape()
                .invoke(0, "send", List.of(send("0", 1L), send("0", 2L), send("1", 1L), send("1", 2L)))
                .complete(0, Op.Type.OK, List.of(send("0", List.of(1L, 1L)), send("0", List.of(0L, 2L)),
                        send("1", List.of(0L, 1L)), send("1", List.of(2L, 2L))))
                .sent(1, "1", 1, 3)
                .polled(2, Map.of("0", List.of(List.of(0L, 2L), List.of(1L, 1L)),
                        "1", List.of(List.of(0L, 1L), List.of(1L, 3L), List.of(2L, 2L)))).verdict();
        assertEquals(List.of("int-nonmonotonic-send", "int-send-skip"), types(verdict));
        assertEquals(List.of("int-nonmonotonic-send"), names(verdict, "bad-error-types"));
        assertConvicted(verdict, "int-nonmonotonic-send:", "at 2.00 s");
    }

    @Test
    void aPolledMessageWhoseSendFailedIsAnAbortedRead() {
        Verdict verdict = new Tape().sent(0, "0", Op.Type.FAIL, 1).polled(1, 0, 1).polled(1).verdict();
        assertEquals(1L, only(verdict, "G1a").get(Keyword.of("value")));
        assertConvicted(verdict, "at 4.00 s", "the send of process 0 at 2.00 s had failed");
    }

    @Test
    void aMessageThatIsPolledBeforeItIsSentComesFromTheFuture() {
        Verdict verdict = new Tape().polled(1, 0, 1).sent(0, "0", 0, 1).verdict();
        assertEquals(0L, ((Op) only(verdict, "G1c-realtime").get(Keyword.of("reader"))).process() - 1L);
        assertConvicted(verdict, "at 2.00 s", "at 4.00 s");
    }

    @Test
    void aMessageThatIsPolledWhileItIsSentIsNothingSpecial() {
        assertEquals(Validity.TRUE, new Tape().invoke(0, "send", List.of(send("0", 1L))).polled(1, 0, 1)
                .complete(0, Op.Type.OK, List.of(send("0", List.of(0L, 1L)))).verdict().valid());
    }

    @Test
    void anOperationThatPollsItsOwnMessageReadsWhatIsNotCommitted() {
        Verdict verdict = new Tape()
                .invoke(0, "txn", List.of(send("0", 1L), List.of(POLL)))
                .complete(0, Op.Type.OK, List.of(send("0", List.of(0L, 1L)),
                        List.of(POLL, Map.of("0", List.of(List.of(0L, 1L)))))).verdict();
        assertEquals("0", only(verdict, "precommitted-read").get(Keyword.of("key")));
    }

    @Test
    void aMessageThatNobodySentLeavesTheVerdictOpen() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).polled(1, 0, 1, 1, 99).verdict();
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertEquals("Polls returned message 99 of key \"0\", which nobody sent.",
                verdict.complaints().getFirst());
    }

    @Test
    void aNodeWithOneLogForAllKeysIsToldApart() {
        assertEquals("Polls returned message 2 of key \"0\", which nobody sent to it: key \"1\" got it, "
                + "at the same offset 2. Each key must have a log of its own.",
                new Tape().sent(0, "0", 0, 1).sent(0, "1", 1, 1).sent(0, "1", 2, 2).polled(1, 0, 1, 2, 2).verdict()
                        .complaints().getFirst());
    }

    /** They have the same offsets, and often the same messages there. */
    @Test
    void logsOfTheirOwnAreNoOneLog() {
        assertEquals("Polls returned message 2 of key \"0\", which nobody sent.",
                new Tape().sent(0, "0", 0, 1).sent(0, "1", 0, 1).sent(0, "1", 1, 2).polled(1, 0, 1, 1, 2).verdict()
                        .complaints().getFirst());
    }

    @Test
    void aMessageThatLooksLikeOneThatWasSentIsComparedWithIt() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1)
                .invoke(1, "poll", List.of(List.of(POLL)))
                .complete(1, Op.Type.OK, List.of(List.of(POLL, Map.of("0", List.of(List.of(0L, "1")))))).verdict();
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("which nobody sent: 1 was"),
                () -> verdict.complaints().getFirst());
    }

    @Test
    void aSendThatNeverEndedMayBePolledButNotBeforeItBegan() {
        List<Object> sends = List.of(send("0", 1L));
        assertEquals(Validity.TRUE, new Tape().invoke(0, "send", sends).polled(1, 0, 1).polled(1).verdict().valid());
        assertEquals(List.of("G1c-realtime"), types(new Tape().polled(1, 0, 1).polled(1).invoke(0, "send", sends)
                .verdict()));
    }

    @Test
    void theErrorsOfSendsAndPollsOfUnknownOutcomeAreListed() {
        Verdict verdict = new Tape().sent(0, "0", Op.Type.INFO, 1).sent(1, "0", Op.Type.FAIL, 2)
                .sent(2, "0", Op.Type.INFO, 3)
                .invoke(3, "crash", null).complete(3, Op.Type.INFO, null)
                .invoke(4, "poll", List.of(List.of(POLL))).complete(4, Op.Type.INFO, List.of(List.of(POLL))).verdict();
        assertEquals(List.of("send INFO", "poll INFO"), verdict.details().get("info-txn-causes"));
    }

    @Test
    void aKeyThatIsPolledBelowOffsetZeroOnlyLeavesTheVerdictOpen() {
        assertEquals(Validity.UNKNOWN,
                new Tape().sent(0, "0", Op.Type.INFO, 1).polled(1, -1, 1).polled(1).verdict().valid());
    }

    @Test
    void aKeyThatIsPolledAlwaysEmptyLeavesTheVerdictOpen() {
        Verdict verdict = new Tape().sent(0, "0", 0, 1).polled(1, 0, 1).polled(1, Map.of("8", List.of())).verdict();
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("leave out keys"));
    }

    @Test
    void aTestWithoutTwoOperationsInARowProvesNothing() {
        assertEquals(List.of("empty-transaction-graph"), types(new Tape().polled(0, Map.of()).verdict()));
    }

    @Test
    void anEmptyPollEndsThePursuitOfItsKey() {
        assertEquals(Validity.TRUE,
                new Tape().sent(0, "0", 0, 1).polled(1, 0, 1).polled(1).polled(1, 0, 1).verdict().valid());
    }

    @Test
    void lagCountsFromTheFirstSignOfAMissedMessageToTheStartOfThePoll() {
        Verdict verdict = new Tape().assigned(1, "0").sent(0, "0", 0, 1).sent(0, "0", 5, 2).polled(1, 0, 1)
                .polled(1, 5, 2).verdict();
        // Offsets 1 to 5 certainly existed when the second send ended, at 6 s. The first poll began at 7 s.
        assertEquals(Map.of(Keyword.of("time"), 7.0, Keyword.of("process"), 1, Keyword.of("key"), "0",
                Keyword.of("lag"), 1.0), verdict.details().get("worst-realtime-lag"));
    }

    private static Object lag(Tape tape) {
        return tape.verdict().details().get("worst-realtime-lag");
    }

    @Test
    void aKeyThatWasAssignedLagsFromItsFirstMessageOn() {
        assertEquals(Map.of(Keyword.of("time"), 5.0, Keyword.of("process"), 1, Keyword.of("key"), "0",
                Keyword.of("lag"), 3.0), lag(new Tape().sent(0, "0", 0, 1).assigned(1, "0").polled(1, Map.of())));
    }

    @Test
    void aKeyThatWasDroppedDoesNotLag() {
        assertEquals(Map.of(Keyword.of("time"), 5.0, Keyword.of("process"), 1, Keyword.of("key"), "0",
                Keyword.of("lag"), 0.0), lag(new Tape().sent(0, "0", 0, 1).assigned(1, "0").polled(1, 0, 1)
                        .assigned(1, "1").sent(0, "0", 1, 2).polled(1, Map.of())));
    }

    @Test
    void aPollThatFailedDoesNotLag() {
        assertEquals(Map.of(Keyword.of("time"), 0.0, Keyword.of("lag"), 0.0),
                lag(new Tape().sent(0, "0", 0, 1).assigned(1, "0").invoke(1, "poll", List.of(List.of(POLL)))
                        .complete(1, Op.Type.FAIL, List.of(List.of(POLL)))));
    }

    @Test
    void aKeyThatFirstShowsInTheLastPollIsUnseenAsInJepsensCount() {
        Tape tape = new Tape().assigned(1, "0").sent(0, "0", Op.Type.INFO, 1).polled(1, 0, 1);
        assertEquals(List.of("unseen"), types(tape.verdict()));
        assertEquals(List.of(), types(tape.polled(1).verdict()));
    }

    @Test
    void ofSeveralMessagesAtAnOffsetTheOneCountsThatJepsenTakes() {
        // Jepsen's set of 1 and 7 begins with 7, so process 1 seems to go from 7 back to 7.
        Verdict verdict = new Tape().sent(0, "0", 0, 1).sent(0, "0", 0, 7).assigned(1, "0")
                .polled(1, 0, 1).polled(1, 0, 7).polled(1, 0, 7).verdict();
        assertEquals(List.of("inconsistent-offsets", "nonmonotonic-poll"), types(verdict));
    }

    @Test
    void offsetsThatMaelstromCannotHoldInMemoryLeaveTheTestUndecided() {
        Verdict verdict = new Tape().sent(0, "0", 1_764_000_000_000L, 1).assigned(1, "0")
                .polled(1, 1_764_000_000_000L, 1).verdict();
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("1764000000000"), verdict.complaints().getFirst());
    }

    @Test
    void theHighestOffsetThatMaelstromCanHoldIsFine() {
        long highest = 100_000_000;
        assertEquals(Validity.TRUE, new Tape().sent(0, "0", highest, 1).polled(1, highest, 1).verdict().valid());
    }

    @Test
    void manyAnomaliesAreCountedAndTheWorstAreTold() {
        Tape tape = new Tape();
        for (int i = 0; i < 20; i++) {
            tape.sent(0, "0", i, i);
        }
        tape.polled(1, 0, 0);
        for (int i = 1; i < 20; i++) {
            tape.polled(1, i, i).polled(1, 0, 0);
        }
        Verdict verdict = tape.verdict();
        assertEquals(19, entry(verdict, "nonmonotonic-poll", "count"));
        assertEquals(-19, ((Map<?, ?>) ((List<?>) entry(verdict, "nonmonotonic-poll", "errs")).getFirst())
                .get(Keyword.of("delta")));
        assertTrue(verdict.complaints().getFirst().endsWith("And 18 more cases of nonmonotonic-poll."));
    }
}
