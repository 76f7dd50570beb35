import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bench.check.Verdict;
import bench.check.Violation;
import bench.scenario.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs are compared by how they end and by their anomalies. */
class ReasonTest {

    @ParameterizedTest
    @ValueSource(strings = {"valid", "invalid", "invalid: lost", "invalid: lost, G1c", "broken", "unknown: unknown"})
    void aReasonIsReadAndWrittenBack(String text) {
        assertEquals(text, Reason.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lost", "fine: lost"})
    void whatNamesNoEndingIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Reason.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid: lost      | invalid: lost          | true
            invalid: lost      | invalid: G1c, lost     | true
            invalid: lost, G1c | invalid: lost          | true
            invalid: G1c, lost | invalid: lost          | false
            invalid: lost      | valid                  | false
            invalid: lost      | broken                 | false
            broken             | broken                 | true
            """)
    void twoRunsFailForTheSameReasonIfTheFirstAnomalyIsShared(String one, String other, boolean same) {
        assertEquals(same, Reason.parse(one).isSharedBy(Reason.parse(other)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid            | invalid: lost      | true
            invalid: lost      | invalid: G1c, lost | true
            invalid: lost, G1c | invalid: lost      | false
            invalid: lost      | valid              | false
            valid              | valid              | true
            """)
    void anExpectationIsMetIfAllThatItNamesWasFound(String expected, String actual, boolean met) {
        assertEquals(met, Reason.parse(expected).isMetBy(Reason.parse(actual)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid: lost, never-succeeded | it is lost
            invalid: limits                | 9 messages
            invalid: G1c                   |
            broken                         |
            """)
    void onlyTheFirstAnomalyShowsAReason(String reason, String sentence) {
        Map<String, Verdict> verdicts = Map.of("workload", Verdict.of(false, Map.of(), List.of(
                Violation.of("never-succeeded", "none"), Violation.of("lost", "it is lost"))),
                "limits", Verdict.of(false, Map.of(), List.of(Violation.of("limits", "9 messages"))));
        List<String> shown = Reason.parse(reason).shownBy(verdicts).values().stream()
                .flatMap(verdict -> verdict.complaints().stream()).toList();
        assertEquals(sentence == null ? List.of() : List.of(sentence), shown);
    }
}
