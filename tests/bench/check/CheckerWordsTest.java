import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.AnomalyNames;
import bench.check.Availability;
import bench.check.DistinctIds;
import bench.check.EchoMatches;
import bench.check.Phrases;
import bench.check.Stats;
import bench.check.Types;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.check.Violation;
import bench.check.Violation.Others;
import bench.history.Keyword;
import bench.history.Op;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How checkers say what is wrong, and how they put it into results.edn. */
class CheckerWordsTest {

    private static Verdict ids(Object... ids) {
        HistoryBuilder history = new HistoryBuilder();
        for (Object id : ids) {
            history.invoke(0, "generate", null).ok(0, id);
        }
        return new DistinctIds().check(history.history());
    }

    @Test
    void anIdThatComesOftenNamesTheFirstThreeThatGotIt() {
        String three = "The id \"a\" was given out %s times: to process 0 at 0.010 s; to process 0 at 0.030 s; "
                + "to process 0 at 0.050 s%s.";
        assertEquals(List.of(three.formatted("3", "")), ids("a", "a", "a").complaints());
        assertEquals(List.of(three.formatted("4", "; and to others")), ids("a", "a", "a", "a").complaints());
    }

    @Test
    void theMostFrequentIdsAreShownAndAmongThemTheGreatest() {
        Verdict verdict = ids("a", "a", "b", "b", "b", "c", "c");
        assertEquals(3, verdict.details().get("duplicated-count"));
        assertEquals(List.of("a", "b", "c"), List.copyOf(((Map<?, ?>) verdict.details().get("duplicated")).keySet()));
        Object[] many = new Object[2 * 49];
        Arrays.setAll(many, i -> (long) i / 2);
        Map<?, ?> shown = (Map<?, ?>) ids(many).details().get("duplicated");
        assertEquals(48, shown.size());
        assertEquals(1L, shown.keySet().iterator().next(), "0 is the least, so it is left out");
    }

    @Test
    void booleansAndListsOfOneLengthHaveAnOrder() {
        assertEquals(List.of(false, true), ids(true, false).details().get("range"));
        assertEquals(List.of(List.of(1L, 2L), List.of(1L, 3L)), ids(List.of(1L, 3L), List.of(1L, 2L)).details()
                .get("range"));
        assertEquals(Arrays.asList(null, 1L), ids(1L, null).details().get("range"));
        assertEquals(Arrays.asList(null, 1L), ids(null, 1L).details().get("range"));
        assertEquals(Map.of(List.of(1L), 2), ids(List.of(1L), List.of(1L)).details().get("duplicated"));
    }

    @Test
    void otherRepeatedIdsAreNamedAndOtherOperationsAreNoIds() {
        assertTrue(ids("a", "a", "b", "b").complaints().getFirst().endsWith("\n  And 1 more id: \"b\"."));
        assertEquals(1L, new DistinctIds().check(new HistoryBuilder().done(0, "generate", 1L).read(0, 2L).history())
                .details().get("attempted-count"));
    }

    @Test
    void valuesThatLookAlikeDifferInTheirType() {
        String text = " (the same value, but %s instead of a text)";
        assertEquals(text.formatted("a whole number"), Types.difference("1", 1L));
        assertEquals(text.formatted("a number with a fraction"), Types.difference("1", 1.0));
        assertEquals(text.formatted("a boolean"), Types.difference("true", true));
        assertEquals(text.formatted("a list"), Types.difference("[1]", List.of(1L)));
        assertEquals(text.formatted("an object"), Types.difference("{\"a\":1}", Map.of("a", 1L)));
        assertEquals(" (the same value, but a text instead of a whole number)", Types.difference(1L, "1"));
        assertEquals("", Types.difference(1L, 1L));
        assertEquals("", Types.difference(1L, "2"));
        assertEquals("", Types.difference("null", null));
        assertEquals("", Types.difference(null, "null"));
    }

    @Test
    void theFirstLookalikeIsFound() {
        assertEquals("1", Types.lookalike(1L, List.of(1L, "2", "1", 1.0)));
        assertNull(Types.lookalike(1L, List.of(1L, 2L)));
    }

    @Test
    void otherCasesAreCountedAndThreeOfThemNamed() {
        assertEquals(List.of(), Others.NONE.lines());
        assertEquals(List.of(), Others.after(List.of(1L), "value").lines());
        assertEquals(List.of("And 1 more value: 2."), Others.after(List.of(1L, 2L), "value").lines());
        assertEquals(List.of("And 3 more values: 2, 3, 4."), Others.after(List.of(1L, 2L, 3L, 4L), "value").lines());
        assertEquals(List.of("And 4 more values: 2, 3, 4 …"),
                Others.after(List.of(1L, 2L, 3L, 4L, 5L), "value").lines());
        assertEquals(List.of("And 2 more cases of G1c."), new Others(2, "case of G1c", List.of()).lines());
        assertEquals(List.of("And 4 more cases of G1c."), new Others(4, "case of G1c", List.of()).lines());
    }

    @Test
    void aShareIsSaidInPercent() {
        String complaint = new Availability(0.995).check(new HistoryBuilder().done(0, "echo", "a")
                .invoke(0, "echo", "b").fail(0).history()).complaints().getFirst();
        assertEquals("Only 1 of 2 operations succeeded; 99.5 % must.\n  "
                + "The first that did not: echo of process 0 at 0.030 s, which got no answer in time.", complaint);
    }

    @Test
    void whatIsAvailableEnoughIsNotComplainedAbout() {
        assertEquals(List.of(), new Availability(0.5).check(new HistoryBuilder().done(0, "echo", "a").history())
                .complaints());
        assertEquals("Only 0 of 1 operation succeeded; all must.\n  "
                + "The first that did not: echo of process 0 at 0.010 s, which got no answer in time.",
                new Availability(1.0).check(new HistoryBuilder().invoke(0, "echo", "a").info(0).history())
                        .complaints().getFirst());
    }

    private static Set<String> named(Object... entry) {
        Map<Keyword, Object> map = new HashMap<>();
        for (int i = 0; i < entry.length; i += 2) {
            map.put(Keyword.of((String) entry[i]), entry[i + 1]);
        }
        return AnomalyNames.of("checker", map);
    }

    @Test
    void anomaliesHaveJepsensNamesOrThoseOfTheFieldOrTheCheckers() {
        List<Keyword> types = List.of(Keyword.of("G1c"), Keyword.of("G0"));
        assertEquals(Set.of("G0", "G1c"), named("valid?", false, "anomaly-types", types));
        assertEquals(Set.of("G0", "G1c"), named("valid?", false, "bad-error-types", types));
        assertEquals(Set.of("errors"), named("valid?", false, "errors", List.of(1L), "others", List.of(1L)));
        assertEquals(Set.of("lost"), named("valid?", false, "lost-count", 1, "duplicated-count", 0, "count", 3));
        assertEquals(Set.of("checker"), named("valid?", false, "errors", List.of()));
        assertEquals(Set.of("checker"), named("valid?", false, "errors", null));
        assertEquals(Set.of(), named("valid?", true, "lost-count", 1));
    }

    @Test
    void operationsThatNeverSucceededAreCounted() {
        String complaint = new Stats(Set.of()).check(new HistoryBuilder().invoke(0, "add", 1L).fail(0)
                .invoke(0, "add", 2L).fail(0).history()).complaints().getFirst();
        assertEquals("No add ever succeeded; 2 were tried.\n  "
                + "The first was of process 0 at 0.010 s, which got no answer in time.", complaint);
    }

    @Test
    void theReasonOfAFailureIsToldInPlainTextUpToALength() {
        assertEquals(", which got error 12: it was {\"a\": " + "\"".repeat(187) + "…",
                Phrases.because(failed(12, "it was {\"a\": " + "\"".repeat(300))));
        assertEquals(", which got a reply that does not fit: the field \"messages\" is missing",
                Phrases.because(failed("malformed-rpc-response", "the field \"messages\" is missing")));
    }

    private static Op failed(Object code, String text) {
        return new Op(1, 0, Op.Type.FAIL, 0, "read", null, List.of(code, text), List.of());
    }

    @Test
    void statsTellKindsApart() {
        Map<String, Object> details = new Stats(Set.of()).check(new HistoryBuilder().done(0, "read", 1L)
                .invoke(0, "add", 1L).fail(0).history()).details();
        Map<?, ?> byF = (Map<?, ?>) details.get("by-f");
        assertEquals(Map.of(Keyword.of("valid?"), false, Keyword.of("count"), 1, Keyword.of("ok-count"), 0L,
                Keyword.of("fail-count"), 1L, Keyword.of("info-count"), 0L), byF.get(Keyword.of("add")));
        assertEquals(true, ((Map<?, ?>) byF.get(Keyword.of("read"))).get(Keyword.of("valid?")));
    }

    @Test
    void anEchoThatWasRefusedSaysSo() {
        Verdict verdict = new EchoMatches().check(new HistoryBuilder().invoke(0, "echo", "a").fail(0)
                .invoke(0, "echo", "b").fail(0).history());
        assertEquals(List.of("process 0 at 0.010 s sent \"a\", and got an error: \"net-timeout\".\n  "
                + "And 1 more answer: \"b\"."), verdict.complaints());
        Map<?, ?> error = (Map<?, ?>) ((List<?>) verdict.details().get("errors")).getFirst();
        assertEquals("a", error.get(Keyword.of("expected")));
        assertEquals(1, ((Op) error.get(Keyword.of("op"))).index());
        assertEquals(Arrays.asList("a", null), verdict.violations().getFirst().values());
    }

    private static String because(Object error) {
        return Phrases.because(new Op(0, 0, Op.Type.FAIL, 0, "read", null, error, List.of()));
    }

    @Test
    void anErrorIsAClause() {
        assertEquals("", because(null));
        assertEquals(", which got no answer in time", because("net-timeout"));
        assertEquals(", which ended with \"crash\"", because("crash"));
        assertEquals(", which got error 20: no \"such\" key", because(List.of(20L, "no \"such\" key")));
        assertEquals(", which ended with [1]", because(List.of(1L)));
    }

    @Test
    void textIsCutOnlyIfItIsTooLong() {
        String fits = "x".repeat(118); // and two quotes
        assertEquals("\"" + fits + "\"", Phrases.brief(fits));
        assertEquals("\"" + fits + "x…", Phrases.brief(fits + "x"));
        assertEquals("[1]", Phrases.plain(List.of(1L)));
    }

    @Test
    void theWorseOfTwoVerdictsCounts() {
        assertEquals(Validity.FALSE, Validity.FALSE.and(Validity.UNKNOWN));
        assertEquals(Validity.FALSE, Validity.UNKNOWN.and(Validity.FALSE));
        assertEquals(Validity.UNKNOWN, Validity.TRUE.and(Validity.UNKNOWN));
        assertEquals(Validity.TRUE, Validity.TRUE.and(Validity.TRUE));
    }

    @Test
    void aVerdictIsAMapForResultsEdn() {
        assertEquals(Map.of(Keyword.of("valid?"), true, Keyword.of("count"), 3),
                Verdict.of(true, Map.of("count", 3), List.of()).toMap());
        assertEquals(Map.of(Keyword.of("valid?"), Keyword.of("unknown")),
                Verdict.unknown(Map.of(), "empty").toMap());
        assertEquals(Map.of(Keyword.of("valid?"), false), Verdict.of(false, Map.of(), List.of()).toMap());
    }

    @Test
    void violationsAreAddedAndCounted() {
        Violation first = Violation.of("lost", "7 is lost.");
        Violation several = Violation.of("lost", "8 is lost.").among(new Others(1, "value", List.of(9L)));
        Verdict verdict = Verdict.of(false, Map.of(), List.of(first)).with(List.of(several));
        assertEquals(List.of("7 is lost.", "8 is lost.\n  And 1 more value: 9."), verdict.complaints());
    }
}
