import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Availability;
import bench.check.DistinctIds;
import bench.check.EchoMatches;
import bench.check.Phrases;
import bench.check.Stats;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleCheckersTest {

    private static Verdict ids(Object... ids) {
        HistoryBuilder history = new HistoryBuilder();
        for (Object id : ids) {
            history.invoke(0, "generate", null).ok(0, id);
        }
        return new DistinctIds().check(history.invoke(0, "generate", null).history());
    }

    @Test
    void differentIdsAreUnique() {
        Verdict verdict = ids(3L, 1L, 2L);

        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(4L, verdict.details().get("attempted-count"));
        assertEquals(3, verdict.details().get("acknowledged-count"));
        assertEquals(List.of(1L, 3L), verdict.details().get("range"));
    }

    @Test
    void anIdThatComesTwiceIsNamedWithThoseWhoGotIt() {
        Verdict verdict = ids("a", "b", "a");

        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(Map.of("a", 2), verdict.details().get("duplicated"));
        assertEquals(List.of("The id \"a\" was given out twice: to process 0 at 0.010 s; to process 0 at 0.050 s."),
                verdict.complaints());
    }

    @Test
    void zeroIsOneIdWithEitherSign() {
        assertEquals(Validity.FALSE, ids(0.0, -0.0).valid());
        assertEquals(Validity.TRUE, ids(0.0, 0L).valid());
    }

    @Test
    void idsHaveClojuresOrder() {
        assertEquals(Arrays.asList(null, 2.5), ids(2L, 2.5, null).details().get("range"));
        assertEquals(List.of(List.of(9L), List.of(1L, 2L)), ids(List.of(1L, 2L), List.of(9L)).details().get("range"));
        assertEquals(Arrays.asList(null, null), ids().details().get("range"));
    }

    @Test
    void idsWithoutAnOrderAreUnknownAsWithJepsen() {
        Verdict verdict = ids(1L, "a");
        assertEquals(Validity.UNKNOWN, verdict.valid());
        assertTrue(verdict.complaints().getFirst().contains("\"a\""), verdict.complaints().getFirst());
    }

    private static Map<Keyword, Object> echoed(String value) {
        return Map.of(Keyword.of("type"), "echo_ok", Keyword.of("echo"), value);
    }

    @Test
    void anEchoReturnsWhatWasSent() {
        HistoryBuilder history = new HistoryBuilder().invoke(0, "echo", "a").ok(0, echoed("a"));
        assertEquals(Validity.TRUE, new EchoMatches().check(history.history()).valid());
        history.invoke(0, "echo", "a").ok(0, echoed("b"));
        Verdict verdict = new EchoMatches().check(history.history());
        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of("process 0 at 0.030 s got \"b\" back, but it had sent \"a\"."), verdict.complaints());
    }

    @Test
    void anUnansweredEchoIsFineButARefusedOneIsNot() {
        HistoryBuilder history = new HistoryBuilder().invoke(0, "echo", "a").info(0).invoke(1, "echo", "b");
        assertEquals(Validity.TRUE, new EchoMatches().check(history.history()).valid());
        assertEquals(Validity.FALSE, new EchoMatches().check(history.fail(1).history()).valid());
    }

    /** Two reads that succeeded, one that failed, and an addition whose outcome is unknown. */
    private static HistoryBuilder mixed() {
        return new HistoryBuilder().read(0, 1L).read(0, 2L)
                .invoke(0, "read", null).fail(0).invoke(0, "add", 1L).info(0);
    }

    @Test
    void availabilityIsTheShareOfOperationsThatSucceeded() {
        Verdict any = new Availability(null).check(mixed().history());
        assertEquals(Validity.TRUE, any.valid());
        assertEquals(0.5f, any.details().get("ok-fraction"));
        assertEquals(Validity.TRUE, new Availability(0.5).check(mixed().history()).valid());
        Verdict total = new Availability(1.0).check(mixed().history());
        assertEquals(Validity.FALSE, total.valid());
        assertEquals(List.of("Only 2 of 4 operations succeeded; all must.\n  "
                + "The first that did not: read of process 0 at 0.050 s, which got no answer in time."),
                total.complaints());
    }

    @Test
    void whatANodeSaysStaysOnOneLine() {
        assertEquals("two\\nlines \\u001b[31m", Phrases.plain("two\nlines \u001b[31m"));
        assertEquals(200 + 1, Phrases.plain("x".repeat(1000)).length());
    }

    @Test
    void nothingAskedIsTotallyAvailable() {
        assertEquals(Validity.TRUE, new Availability(1.0).check(new HistoryBuilder().history()).valid());
    }

    @Test
    void eachKindOfOperationMustSucceedOnceUnlessItIsExempt() {
        Verdict verdict = new Stats(Set.of()).check(mixed().history());
        assertEquals(Validity.FALSE, verdict.valid());
        assertEquals(List.of("No add ever succeeded; 1 was tried.\n  "
                + "The first was of process 0 at 0.070 s, which got no answer in time."), verdict.complaints());
        assertEquals(Validity.TRUE, new Stats(Set.of("add")).check(mixed().history()).valid());
    }

    @Test
    void statsCountByKindAndInAll() {
        Map<String, Object> details = new Stats(Set.of()).check(mixed().history()).details();
        assertEquals(4, details.get("count"));
        assertEquals(2L, details.get("ok-count"));
        assertEquals(1L, details.get("fail-count"));
        assertEquals(1L, details.get("info-count"));
        Map<?, ?> reads = (Map<?, ?>) ((Map<?, ?>) details.get("by-f")).get(Keyword.of("read"));
        assertEquals(3, reads.get(Keyword.of("count")));
        assertEquals(true, reads.get(Keyword.of("valid?")));
    }
}
