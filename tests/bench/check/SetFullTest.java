import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertNull;

import bench.check.SetFull;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SetFullTest {

    private static Verdict check(HistoryBuilder history) {
        return new SetFull("add").check(history.history());
    }

    @Test
    void anElementThatEveryLaterReadHasIsStable() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 7L).read(1, List.of(7L)));

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(1, verdict.details().get("stable-count"));
        assertEquals(Map.of(0, 0L, 0.5, 0L, 0.95, 0L, 0.99, 0L, 1, 0L), verdict.details().get("stable-latencies"));
        assertEquals(List.of(), verdict.complaints());
    }

    @Test
    void anAcknowledgedElementThatTheLastReadMissesIsLost() {
        Verdict verdict = check(new HistoryBuilder()
                .done(0, "add", 7L).read(1, List.of(7L)).done(0, "add", 8L).read(1, List.of(8L)));

        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of(7L), verdict.details().get("lost"));
        assertEquals(1, verdict.details().get("lost-count"));
        assertEquals(List.of("7 is lost.\n  process 0 at 0.010 s was told that it had been kept.\n  "
                + "process 1 at 0.060 s began a read that misses it, later than any read that has it."),
                verdict.complaints());
    }

    @Test
    void anElementThatChangedItsTypeIsCalledThat() {
        String complaint = check(new HistoryBuilder().done(0, "add", 7L).done(0, "add", 8L).read(1, List.of(7.0, 8L)))
                .complaints().getFirst();
        assertTrue(complaint.startsWith("7 is lost: reads have 7.0 (the same value, but a number with a fraction "
                + "instead of a whole number)."), complaint);
    }

    @Test
    void anElementThatWasNeverAcknowledgedButReadOnceCanBeLost() {
        Verdict verdict = check(new HistoryBuilder()
                .invoke(0, "add", 7L).info(0).read(1, List.of(7L)).read(1, List.of()));

        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of(7L), verdict.details().get("lost"));
    }

    @Test
    void aMissingElementThatNobodyKnowsOfIsNeverRead() {
        Verdict verdict = check(new HistoryBuilder()
                .invoke(0, "add", 7L).info(0).done(1, "add", 8L).read(1, List.of(8L)));

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(7L), verdict.details().get("never-read"));
    }

    @Test
    void aReadThatOverlapsWithTheAdditionMayMissTheElement() {
        Verdict verdict = check(new HistoryBuilder().done(2, "add", 1L)
                .invoke(0, "add", 7L).invoke(1, "read", null).ok(0).ok(1, List.of(1L)));

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(7L), verdict.details().get("never-read"));
    }

    @Test
    void aStaleReadIsMeasuredFromTheAcknowledgementToTheLastReadThatMissesTheElement() {
        Verdict verdict = check(new HistoryBuilder()
                .done(0, "add", 7L) // known at 10 ms
                .read(1, List.of()).read(1, List.of()) // the last of them begins at 40 ms
                .read(1, List.of(7L)));

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(7L), verdict.details().get("stale"));
        assertEquals(30L, ((Map<?, ?>) verdict.details().get("stable-latencies")).get(1));
        Map<?, ?> worst = (Map<?, ?>) ((List<?>) verdict.details().get("worst-stale")).getFirst();
        assertEquals(7L, worst.get(Keyword.of("element")));
        assertEquals(30L, worst.get(Keyword.of("stable-latency")));
    }

    @Test
    void theLatencyOfALossIsMeasuredToTheLastReadThatHasTheElement() {
        Verdict verdict = check(new HistoryBuilder()
                .done(0, "add", 7L).read(1, List.of(7L)).read(1, List.of(7L)).read(1, List.of()));

        assertEquals(30L, ((Map<?, ?>) verdict.details().get("lost-latencies")).get(1));
        assertNull(verdict.details().get("stable-latencies"));
    }

    @Test
    void theOrderOfReadsIsThatOfTheirInvocations() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 7L)
                .invoke(1, "read", null).read(2, List.of(7L)).ok(1, List.of()));

        assertEquals(Validity.TRUE, verdict.valid(), "the read that misses it began first, though it ended last");
    }

    @Test
    void nothingIsProvedIfNoElementIsStable() {
        assertEquals(Validity.UNKNOWN, check(new HistoryBuilder().done(0, "add", 7L)).valid());
        assertEquals(Validity.UNKNOWN, check(new HistoryBuilder().read(0, List.of())).valid());
    }

    @Test
    void aReadThatFailedSaysNothing() {
        Verdict verdict = check(new HistoryBuilder()
                .done(0, "add", 7L).read(1, List.of(7L)).invoke(1, "read", null).fail(1));

        assertEquals(Validity.TRUE, verdict.valid());
    }

    @Test
    void elementsThatNobodyAddedAndElementsReadTwiceAreNoViolation() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 7L).read(1, List.of(7L, 99L, 7L)));

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(1, verdict.details().get("attempt-count"));
    }

    @Test
    void theVerdictIsThatOfTheDefinitionOnRandomHistories() {
        for (int seed = 0; seed < 1000; seed++) {
            History history = randomHistory(new Random(seed));
            Map<String, Object> details = new SetFull("add").check(history).details();
            Map<Object, String> expected = outcomes(history);
            for (String outcome : List.of("lost", "never-read")) {
                assertEquals(elementsWith(expected, outcome), details.get(outcome), "seed " + seed);
            }
            assertEquals(elementsWith(expected, "stable").size(), details.get("stable-count"), "seed " + seed);
        }
    }

    private static List<Object> elementsWith(Map<Object, String> outcomes, String outcome) {
        return outcomes.keySet().stream().filter(element -> outcomes.get(element).equals(outcome)).toList();
    }

    /** Looks at each pair of an element and a read. */
    private static Map<Object, String> outcomes(History history) {
        Map<Object, String> outcomes = new TreeMap<>();
        history.invocations().filter(op -> op.f().equals("add")).forEach(add -> {
            int known = Integer.MAX_VALUE;
            int lastPresent = -1;
            int lastAbsent = -1;
            for (Op op : history.ops()) {
                if (op.index() < add.index() || !op.isOk()) {
                    continue;
                }
                int invoked = history.invocationOf(op).index();
                if (op.f().equals("add") && op.value().equals(add.value())) {
                    known = Math.min(known, op.index());
                } else if (op.f().equals("read") && ((List<?>) op.value()).contains(add.value())) {
                    known = Math.min(known, op.index());
                    lastPresent = Math.max(lastPresent, invoked);
                } else if (op.f().equals("read")) {
                    lastAbsent = Math.max(lastAbsent, invoked);
                }
            }
            outcomes.put(add.value(), lastPresent > lastAbsent ? "stable"
                    : lastAbsent > lastPresent && lastAbsent > known ? "lost" : "never-read");
        });
        return outcomes;
    }

    private static History randomHistory(Random random) {
        HistoryBuilder history = new HistoryBuilder();
        List<Object> elements = new ArrayList<>();
        int processes = 4;
        for (int i = 0; i < 60; i++) {
            int process = random.nextInt(processes);
            Op open = history.openOp(process);
            if (open == null && random.nextBoolean()) {
                elements.add((long) elements.size());
                history.invoke(process, "add", elements.getLast());
            } else if (open == null) {
                history.invoke(process, "read", null);
            } else if (random.nextInt(5) == 0) {
                history.fail(process);
            } else {
                history.ok(process, open.f().equals("add") ? open.value()
                        : elements.stream().filter(_ -> random.nextInt(4) > 0).toList());
            }
        }
        return history.history();
    }

    @Test
    void fiftyMillionPairsOfAnElementAndAReadAreChecked() {
        HistoryBuilder history = new HistoryBuilder();
        List<Object> elements = new ArrayList<>();
        for (long element = 0; element < 5_000; element++) {
            elements.add(element);
        }
        for (int i = 0; i < elements.size(); i++) {
            history.done(0, "add", elements.get(i));
            history.read(1, elements.subList(0, i)).read(2, elements.subList(0, i + 1));
        }
        assertEquals(Validity.TRUE, check(history).valid());
    }

    @Test
    void aReadOfWhatIsAddedLaterProvesNothing() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 7L).read(1, List.of(7L, 8L))
                .invoke(0, "add", 8L).info(0).read(1, List.of(7L)));
        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of(8L), verdict.details().get("never-read"));
    }

    @Test
    void elementsAreListedInTheirOrder() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 9L).done(0, "add", 3L).done(0, "add", 5L)
                .read(1, List.of(5L)));
        assertEquals(List.of(3L, 9L), verdict.details().get("lost"));
        assertEquals(List.of("3 is lost.\n  process 0 at 0.030 s was told that it had been kept.\n  "
                + "process 1 at 0.060 s began a read that misses it, and so does every other read.\n  "
                + "And 1 more value: 9."), verdict.complaints());
    }

    @Test
    void whoeverKnewALostElementIsNamed() {
        Verdict verdict = check(new HistoryBuilder().invoke(0, "add", 7L).info(0).read(1, List.of(7L))
                .read(1, List.of()));
        assertTrue(verdict.complaints().getFirst().startsWith("7 is lost.\n  process 1 at 0.030 s read it.\n"),
                verdict.complaints().getFirst());
    }

    @Test
    void aReadOfNothingMissesAll() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 7L).read(1, null));
        assertEquals(Validity.FALSE, verdict.valid());
        assertTrue(verdict.complaints().getFirst().startsWith("7 is lost.\n"), verdict.complaints().getFirst());
    }

    @Test
    void quantilesAreThoseOfAllStableElements() {
        Verdict verdict = check(new HistoryBuilder().done(0, "add", 1L).done(0, "add", 2L).done(0, "add", 7L)
                .read(1, List.of(1L, 2L)).read(1, List.of(1L, 2L, 7L)));
        assertEquals(Map.of(0, 0L, 0.5, 0L, 0.95, 10L, 0.99, 10L, 1, 10L), verdict.details().get("stable-latencies"));
        assertEquals(List.of(7L), verdict.details().get("stale"));
    }
}
