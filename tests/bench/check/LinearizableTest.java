import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.linear.Linearizable;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

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

    @Test
    void aSearchThatTakesTooManyStepsEndsAsUnknown() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 0; process < 8; process++) {
            history.invoke(process, "write", at0((long) process));
        }
        for (int process = 0; process < 8; process++) {
            history.ok(process);
        }
        Verdict verdict = new Linearizable(10).check(history.history());
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("too many operations overlap"));
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
            Object found = ((List<?>) (endsWell(history, op) ? completion : op).value()).get(1);
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
