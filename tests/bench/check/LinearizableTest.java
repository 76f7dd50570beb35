import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.linear.Linearizable;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearizableTest {

    private static Validity check(HistoryBuilder history) {
        return new Linearizable().check(history.history()).valid();
    }

    /** The value of an operation on the only key. */
    private static List<Object> at0(Object value) {
        return Arrays.asList(0L, value);
    }

    @Test
    void aReadSeesTheLastWrite() {
        assertEquals(Validity.TRUE, check(new HistoryBuilder()
                .done(0, "write", at0(1L)).done(0, "write", at0(2L))
                .invoke(1, "read", at0(null)).ok(1, at0(2L))));
    }

    @Test
    void aReadOfAnOverwrittenValueHasNoPlace() {
        Verdict verdict = new Linearizable().check(new HistoryBuilder()
                .done(0, "write", at0(1L)).done(0, "write", at0(2L))
                .invoke(1, "read", at0(null)).ok(1, at0(1L)).history());

        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of(0L), verdict.details().get("failures"));
        assertEquals(List.of("""
                Key 0 is not linearizable: no order explains these.
                  process 0 wrote 1 (0 to 0.010 s).
                  process 0 wrote 2 (0.020 to 0.030 s).
                  process 1 read 1 (0.040 to 0.050 s).
                  When the last one ended, the register can only have held 2."""),
                verdict.complaints());
    }

    @Test
    void whatDoesNotMatterIsLeftOutOfTheProof() {
        HistoryBuilder history = new HistoryBuilder();
        for (long value = 10; value < 30; value++) {
            history.done(0, "write", at0(value)).invoke(1, "read", at0(null)).ok(1, at0(value));
        }
        history.done(0, "write", at0(1L)).done(1, "write", at0(2L)).invoke(1, "read", at0(null)).ok(1, at0(1L));
        Verdict verdict = new Linearizable().check(history.history());
        assertEquals(3, verdict.violations().getFirst().operations().size(), verdict.complaints().toString());
    }

    @Test
    void theProofLeavesOutWhatFailedAndReadsThatNeverEnded() {
        Verdict verdict = new Linearizable().check(new HistoryBuilder()
                .invoke(7, "read", at0(null)).invoke(8, "read", at0(null)).info(8)
                .invoke(0, "write", at0(1L)).fail(0)
                .invoke(1, "read", at0(null)).ok(1, at0(1L)).history());
        assertEquals(List.of("""
                Key 0 is not linearizable: no order explains these.
                  process 1 read 1 (0.050 to 0.060 s).
                  When the last one ended, the register can only have held null."""), verdict.complaints());
    }

    @Test
    void aProofHasTheWritesThatItsReadsSawAndItsChangesExpected() {
        Verdict verdict = new Linearizable().check(new HistoryBuilder()
                .done(0, "write", at0(7L)).done(0, "write", at0(0L)).done(0, "cas", at0(List.of(0L, 2L)))
                .done(0, "write", at0(3L)).invoke(1, "read", at0(null)).ok(1, at0(2L)).history());
        assertEquals(List.of("""
                Key 0 is not linearizable: no order explains these.
                  process 0 wrote 0 (0.020 to 0.030 s).
                  process 0 changed 0 to 2 (0.040 to 0.050 s).
                  process 0 wrote 3 (0.060 to 0.070 s).
                  process 1 read 2 (0.080 to 0.090 s).
                  When the last one ended, the register can only have held 3."""), verdict.complaints());
    }

    @Test
    void operationsThatOverlapMayTakeEffectInAnyOrder() {
        for (long seen : List.of(1L, 2L)) {
            assertEquals(Validity.TRUE, check(new HistoryBuilder()
                    .invoke(0, "write", at0(1L)).invoke(1, "write", at0(2L)).ok(0).ok(1)
                    .invoke(2, "read", at0(null)).ok(2, at0(seen))));
        }
    }

    @Test
    void twoReadsMayNotSeeTwoWritesInBothOrders() {
        HistoryBuilder history = new HistoryBuilder()
                .invoke(0, "write", at0(1L)).invoke(1, "write", at0(2L)).ok(0).ok(1);
        for (long seen : List.of(1L, 2L)) {
            history.invoke(2, "read", at0(null)).ok(2, at0(seen));
        }
        assertEquals(Validity.FALSE, check(history));
    }

    @Test
    void aCompareAndSetNeedsTheValueThatItExpects() {
        assertEquals(Validity.TRUE, check(new HistoryBuilder()
                .done(0, "write", at0(1L)).done(0, "cas", at0(List.of(1L, 2L))).done(0, "cas", at0(List.of(2L, 3L)))));
        assertEquals(Validity.FALSE, check(new HistoryBuilder()
                .done(0, "write", at0(1L)).done(0, "cas", at0(List.of(2L, 3L)))));
    }

    @Test
    void aFailedOperationDidNotHappen() {
        assertEquals(Validity.FALSE, check(new HistoryBuilder()
                .invoke(0, "write", at0(1L)).fail(0).invoke(0, "read", at0(null)).ok(0, at0(1L))));
    }

    @Test
    void anOperationThatNeverEndedMayTakeEffectMuchLaterButOnlyOnce() {
        HistoryBuilder history = new HistoryBuilder()
                .invoke(9, "write", at0(1L)).info(9).done(0, "write", at0(2L))
                .invoke(0, "read", at0(null)).ok(0, at0(1L));
        assertEquals(Validity.TRUE, check(history));
        history.done(0, "write", at0(2L)).invoke(0, "read", at0(null)).ok(0, at0(1L));
        assertEquals(Validity.FALSE, check(history));
    }

    @Test
    void eachKeyIsARegisterOfItsOwn() {
        assertEquals(Validity.TRUE, check(new HistoryBuilder()
                .done(0, "write", List.of(0L, 1L)).done(0, "write", List.of(1L, 2L))
                .invoke(0, "read", at0(null)).ok(0, at0(1L))));
    }

    private static HistoryBuilder overlappingWrites(int processes) {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 0; process < processes; process++) {
            history.invoke(process, "write", at0((long) process));
        }
        for (int process = 0; process < processes; process++) {
            history.ok(process);
        }
        return history;
    }

    @Test
    void aSearchThatTakesTooManyStepsEndsAsUnknown() {
        Verdict verdict = new Linearizable(10).check(overlappingWrites(8).history());
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("too many operations overlap"));
    }

    private static void assertTakesAtMost(int steps, HistoryBuilder history) {
        assertEquals(Validity.TRUE, new Linearizable(steps).check(history.history()).valid());
    }

    /** A step looks at the value before, and one at the value after. */
    @Test
    void aLoneWriteTakesTwoStepsAndAllKeysShareTheSteps() {
        HistoryBuilder history = new HistoryBuilder().done(0, "write", at0(1L));
        assertTakesAtMost(2, history);
        assertEquals(Validity.UNKNOWN, new Linearizable(1).check(history.history()).valid());
        history.done(0, "write", List.of(1L, 1L));
        assertTakesAtMost(4, history);
        assertEquals(Validity.UNKNOWN, new Linearizable(3).check(history.history()).valid());
    }

    /** Four steps until the first write ends: none, the first, the second, both. Three more until the second ends. */
    @Test
    void nothingIsTriedAfterTheOperationThatEnds() {
        assertTakesAtMost(4 + 3, overlappingWrites(2));
    }

    @Test
    void aSearchThatGivesUpHasFoundNothing() {
        HistoryBuilder history = overlappingWrites(5).invoke(0, "read", at0(null)).ok(0, at0(0L));
        for (int steps = 0; steps < 1_000; steps++) {
            assertNotEquals(Validity.FALSE, new Linearizable(steps).check(history.history()).valid(), steps + " steps");
        }
    }

    @Test
    void readsThatFitTakeEffectAtOnce() {
        HistoryBuilder history = new HistoryBuilder().done(0, "write", at0(1L));
        for (int process = 0; process < 10; process++) {
            history.invoke(process, "read", at0(null));
        }
        for (int process = 0; process < 10; process++) {
            history.ok(process, at0(1L));
        }
        assertTakesAtMost(2 + 10, history);
    }

    @Test
    void operationsThatNeverEndedAreNotTriedIfNobodyCanSeeTheirEffects() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 100; process < 120; process++) {
            history.invoke(process, "write", at0((long) process)).info(process);
        }
        history.done(0, "write", at0(1L)).invoke(0, "read", at0(null)).ok(0, at0(1L))
                .done(0, "cas", at0(List.of(1L, 2L)));
        assertTakesAtMost(2 + 1 + 2, history);
    }

    @Test
    void ofOperationsThatNeverEndedAndDoTheSameOnlyOneIsTried() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 100; process < 110; process++) {
            history.invoke(process, "write", at0(1L)).info(process);
            history.invoke(process + 100, "write", at0(3L)).info(process + 100);
        }
        for (int i = 0; i < 10; i++) {
            history.done(0, "write", at0(2L)).invoke(0, "read", at0(null)).ok(0, at0(1L));
        }
        assertTakesAtMost(10 * (2 + 2), history);
    }

    /**
     * Steps until the first write ends: one with nothing done, four with one write, five with more of those that end.
     * Three more go on from the write that never ended: they lead where the others have been, and stop there. Then it
     * takes seven until the second write ends, three until the third, and one for the read.
     */
    @Test
    void whatUsesTheFewestOperationsThatNeverEndedIsTriedFirst() {
        HistoryBuilder history = new HistoryBuilder()
                .invoke(9, "write", at0(1L)).info(9).invoke(8, "read", at0(null));
        for (int process = 0; process < 3; process++) {
            history.invoke(process, "write", at0(1L));
        }
        history.ok(0).ok(1).ok(2).ok(8, at0(1L));
        assertTakesAtMost((1 + 4 + 5 + 3) + 7 + 3 + 1, history);
    }

    @Test
    void aValueThatTwoOperationsCanExplainMayUseUpEither() {
        for (String first : List.of("write", "cas")) {
            HistoryBuilder history = new HistoryBuilder().done(0, "write", at0(0L));
            for (String f : List.of(first, first.equals("cas") ? "write" : "cas")) {
                int process = f.equals("cas") ? 8 : 9;
                history.invoke(process, f, at0(f.equals("cas") ? List.of(0L, 1L) : 1L)).info(process);
            }
            history.invoke(0, "read", at0(null)).ok(0, at0(1L))
                    .done(0, "write", at0(5L)).invoke(0, "read", at0(null)).ok(0, at0(1L));
            assertEquals(Validity.TRUE, check(history), first + " first");
            history.done(0, "write", at0(5L)).invoke(0, "read", at0(null)).ok(0, at0(1L));
            assertEquals(Validity.FALSE, check(history), first + " first");
        }
    }

    @Test
    void moreThan64OperationsThatNeverEndedAreTooMany() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 0; process < 64; process++) {
            history.invoke(process, "write", at0((long) process)).info(process);
        }
        assertEquals(Validity.TRUE, check(history));
        assertEquals(Validity.UNKNOWN, check(history.done(0, "write", at0(1L))));
    }

    @Test
    void whatMayHaveHappenedIsToldAsSuch() {
        Verdict verdict = new Linearizable().check(new HistoryBuilder()
                .invoke(7, "write", at0(6L)).invoke(8, "write", at0(7L)).info(8)
                .invoke(9, "cas", at0(List.of(4L, 8L))).info(9)
                .done(0, "write", at0(1L)).invoke(0, "read", at0(null)).ok(0, at0(6L))
                .done(0, "write", at0(2L)).invoke(0, "read", at0(null)).ok(0, at0(6L)).history());
        assertEquals(List.of("""
                Key 0 is not linearizable: no order explains these.
                  process 7 perhaps wrote 6 (at 0 s or later).
                  process 0 read 6 (0.070 to 0.080 s).
                  process 0 wrote 2 (0.090 to 0.10 s).
                  process 0 read 6 (0.11 to 0.12 s).
                  When the last one ended, the register can only have held 2."""), verdict.complaints());
    }

    /** Two that never ended can have left the 7 that was changed to 5; the other one may still take effect. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            write | 7   | 5 or 7
            cas   | 9 7 | 5
            """)
    void theValuesThatARegisterCanHaveHeldCountThoseThatNeverEnded(String f, String value, String held) {
        List<Long> numbers = Stream.of(value.split(" ")).map(Long::valueOf).toList();
        Verdict verdict = new Linearizable().check(new HistoryBuilder().invoke(8, "write", at0(7L)).info(8)
                .invoke(9, f, at0(numbers.size() == 1 ? numbers.getFirst() : numbers)).info(9)
                .done(0, "write", at0(6L)).done(0, "cas", at0(List.of(7L, 5L)))
                .invoke(0, "read", at0(null)).ok(0, at0(6L)).history());
        String last = verdict.complaints().getFirst();
        assertTrue(last.endsWith("can only have held " + held + "."), last);
    }

    @Test
    void ofALongProofTheEndIsTold() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 7; process < 10; process++) {
            history.invoke(process, "write", at0(1L)).info(process);
        }
        for (int i = 0; i < 4; i++) {
            history.done(0, "write", at0(2L)).invoke(0, "read", at0(null)).ok(0, at0(1L));
        }
        List<String> lines = new Linearizable().check(history.history()).complaints().getFirst().lines().toList();
        assertTrue(lines.get(1).endsWith("… 5 operations before …"), lines::toString);
        assertEquals(2 + 5 + 1, lines.size(), lines::toString);
    }

    @Test
    void theResultsNameTheOperationThatNoOrderExplainsAndTheOneBefore() {
        History history = new HistoryBuilder().done(0, "write", at0(1L))
                .invoke(0, "read", at0(null)).ok(0, at0(2L)).history();
        Map<?, ?> results = (Map<?, ?>) new Linearizable().check(history).details().get("results");
        assertEquals(Map.of(0L, Map.of(Keyword.of("valid?"), false, Keyword.of("op"), history.ops().get(3),
                Keyword.of("previous-ok"), history.ops().get(1))), results);
    }

    @Test
    void theVerdictIsThatOfTryingAllOrdersOnRandomHistories() {
        int linearizable = 0;
        for (int seed = 0; seed < 3000; seed++) {
            History history = randomHistory(new Random(seed));
            boolean expected = hasOrder(history, new ArrayList<>(history.invocations().toList()), null);
            assertEquals(expected ? Validity.TRUE : Validity.FALSE, new Linearizable().check(history).valid(),
                    "seed " + seed);
            linearizable += expected ? 1 : 0;
        }
        assertTrue(500 < linearizable && linearizable < 2500, linearizable + " of 3000 are linearizable");
    }

    @Test
    void noOrderExplainsAProofAndNothingCanBeLeftOutOfIt() {
        for (int seed = 0; seed < 3000; seed++) {
            History history = randomHistory(new Random(seed));
            Verdict verdict = new Linearizable().check(history);
            if (verdict.valid() == Validity.FALSE) {
                Map<?, ?> results = (Map<?, ?>) verdict.details().get("results");
                Op stuck = (Op) ((Map<?, ?>) results.get(0L)).get(Keyword.of("op"));
                History before = new History(history.ops().subList(0, stuck.index() + 1));
                List<Op> proof = verdict.violations().getFirst().operations().stream()
                        .map(op -> op.isInvoke() ? op : history.invocationOf(op)).toList();
                assertFalse(hasOrder(before, proof, null), "seed " + seed);
                for (Op op : proof) {
                    List<Op> rest = proof.stream().filter(other -> other != op).toList();
                    assertTrue(isSeen(before, op, rest) || hasOrder(before, rest, null),
                            () -> op + " of " + verdict.complaints());
                }
            }
        }
    }

    /** Whether one of the others read the value that this operation left, or expected it. */
    private static boolean isSeen(History history, Op op, List<Op> others) {
        return !op.f().equals("read") && others.stream().filter(other -> !other.f().equals("write")).anyMatch(other ->
                canFollow(other.f(), found(history, other), after(op.f(), found(history, op), null)));
    }

    /** What an operation read, wrote or changed; what it was to do if its outcome is unknown. */
    private static Object found(History history, Op invocation) {
        Op op = endsWell(history, invocation) ? history.completionOf(invocation) : invocation;
        return ((List<?>) op.value()).get(1);
    }

    private static History randomHistory(Random random) {
        HistoryBuilder history = new HistoryBuilder();
        int[] process = {0, 1, 2};
        for (int i = 0; i < 14; i++) {
            int thread = random.nextInt(process.length);
            Op open = history.openOp(process[thread]);
            if (open == null) {
                switch (random.nextInt(3)) {
                    case 0 -> history.invoke(process[thread], "read", at0(null));
                    case 1 -> history.invoke(process[thread], "write", at0((long) random.nextInt(2)));
                    default -> history.invoke(process[thread], "cas",
                            at0(List.of((long) random.nextInt(2), (long) random.nextInt(2))));
                }
            } else if (random.nextInt(6) == 0) {
                history.fail(process[thread]);
            } else if (random.nextInt(6) == 0) {
                history.info(process[thread]);
                process[thread] += process.length;
            } else {
                history.ok(process[thread], open.f().equals("read") ? at0((long) random.nextInt(2)) : open.value());
            }
        }
        return history.history();
    }

    /** Tries each remaining operation that can come first. */
    private static boolean hasOrder(History history, List<Op> left, Object value) {
        if (left.stream().noneMatch(op -> endsWell(history, op))) {
            return true;
        }
        int firstEnd = left.stream().filter(op -> endsWell(history, op))
                .mapToInt(op -> history.completionOf(op).index()).min().getAsInt();
        for (Op op : left) {
            Op completion = history.completionOf(op);
            boolean failed = completion != null && completion.isFail();
            Object found = found(history, op);
            if (!failed && op.index() < firstEnd && canFollow(op.f(), found, value)) {
                List<Op> rest = new ArrayList<>(left);
                rest.remove(op);
                if (hasOrder(history, rest, after(op.f(), found, value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean endsWell(History history, Op invocation) {
        Op completion = history.completionOf(invocation);
        return completion != null && completion.isOk();
    }

    private static boolean canFollow(String f, Object found, Object value) {
        return switch (f) {
            case "read" -> found == null || found.equals(value);
            case "cas" -> Objects.equals(((List<?>) found).getFirst(), value);
            default -> true;
        };
    }

    private static Object after(String f, Object found, Object value) {
        return switch (f) {
            case "read" -> value;
            case "cas" -> ((List<?>) found).getLast();
            default -> found;
        };
    }

    @Test
    void aHundredThousandOperationsSomeOfWhichNeverEndedAreChecked() {
        Random random = new Random(1);
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 100; process < 110; process++) {
            history.invoke(process, "write", at0((long) process)).info(process);
        }
        Object value = null;
        for (int i = 0; i < 20_000; i++) {
            for (int process = 0; process < 5; process++) {
                history.invoke(process, process < 2 ? "read" : "write", at0(process < 2 ? null : random.nextLong(5)));
            }
            for (int process = 4; process >= 0; process--) {
                Op open = history.openOp(process);
                value = process < 2 ? value : ((List<?>) open.value()).get(1);
                history.ok(process, at0(value));
            }
        }
        assertEquals(Validity.TRUE, check(history));
    }
}
