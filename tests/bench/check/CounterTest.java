import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.CounterBounds;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CounterTest {

    private static Verdict check(HistoryBuilder history) {
        return new CounterBounds().check(history.history());
    }

    private static HistoryBuilder acknowledged(long... deltas) {
        HistoryBuilder history = new HistoryBuilder();
        for (long delta : deltas) {
            history.done(0, "add", delta);
        }
        return history;
    }

    @Test
    void aFinalReadIsTheSumOfAcknowledgedAdditions() {
        Verdict verdict = check(acknowledged(3, 4, -2).read(1, 5L, "final?"));

        assertEquals(Validity.TRUE, verdict.valid());
        assertNull(verdict.details().get("errors"));
        assertEquals(List.of(5L), verdict.details().get("final-reads"));
        assertEquals(List.of(List.of(5L, 5L)), verdict.details().get("acceptable"));
    }

    @Test
    void aFinalReadThatLacksAnAdditionIsWrong() {
        Verdict verdict = check(acknowledged(3, 4).read(1, 3L, "final?"));

        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of("process 1 at 0.050 s read 3, but the acknowledged additions add up to 7."),
                verdict.complaints());
    }

    @Test
    void readsBeforeTheFinalOnesMaySayWhatTheyLike() {
        assertEquals(Validity.TRUE, check(acknowledged(3).read(1, 99L).read(1, 3L, "final?")).valid());
    }

    @Test
    void anUndecidedAdditionMayCountOrNot() {
        for (long value : List.of(3L, 7L)) {
            assertEquals(Validity.TRUE, check(acknowledged(3).invoke(1, "add", 4L).info(1)
                    .read(2, value, "final?")).valid());
        }
        Verdict between = check(acknowledged(3).invoke(1, "add", 4L).info(1).read(2, 5L, "final?"));
        assertEquals(Validity.FALSE, between.valid());
        assertEquals(List.of(List.of(3L, 3L), List.of(7L, 7L)), between.details().get("acceptable"));
        String complaint = between.complaints().getFirst();
        assertTrue(complaint.contains("such as 4 of process 1 at 0.030 s, it can only be 3 or 7."), complaint);
    }

    @Test
    void aFailedAdditionDoesNotCount() {
        assertEquals(Validity.FALSE, check(acknowledged(3).invoke(1, "add", 4L).fail(1)
                .read(2, 7L, "final?")).valid());
    }

    @Test
    void theAcceptableSumsAreThoseOfAllSubsets() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            HistoryBuilder history = new HistoryBuilder();
            TreeSet<Long> sums = new TreeSet<>(List.of(0L));
            for (int process = 0; process < 10; process++) {
                long delta = random.nextInt(41) - 20;
                history.invoke(process, "add", delta);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        history.ok(process);
                        sums = shifted(sums, delta);
                    }
                    case 1 -> {
                        history.info(process);
                        sums.addAll(shifted(sums, delta));
                    }
                    default -> history.fail(process);
                }
            }
            assertEquals(ranges(sums), check(history).details().get("acceptable"), "seed " + seed);
        }
    }

    private static TreeSet<Long> shifted(TreeSet<Long> sums, long delta) {
        TreeSet<Long> shifted = new TreeSet<>();
        sums.forEach(sum -> shifted.add(sum + delta));
        return shifted;
    }

    private static List<List<Long>> ranges(TreeSet<Long> sums) {
        List<List<Long>> ranges = new ArrayList<>();
        for (long sum : sums) {
            boolean begins = ranges.isEmpty() || ranges.getLast().get(1) + 1 < sum;
            long low = begins ? sum : ranges.removeLast().getFirst();
            ranges.add(List.of(low, sum));
        }
        return ranges;
    }

    @Test
    void aHundredThousandAdditionsHalfOfThemUndecidedAreChecked() {
        HistoryBuilder history = new HistoryBuilder();
        for (int process = 0; process < 100_000; process++) {
            history.invoke(process, "add", process % 10 - 5L);
            if (process % 2 == 0) {
                history.ok(process);
            } else {
                history.info(process);
            }
        }
        history.read(0, -50_000L, "final?");
        assertEquals(Validity.TRUE, check(history).valid());
    }
}
