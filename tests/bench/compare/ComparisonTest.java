import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.compare.Comparison;
import bench.compare.ComparisonFile;
import bench.compare.Judgement;
import bench.history.EdnReader;
import bench.run.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Maelstrom and the bench agree about a node. */
class ComparisonTest {

    @TempDir
    private Path folder;

    private static Judgement run(String verdict, String... anomalies) {
        return new Judgement(verdict, new TreeSet<>(List.of(anomalies)), new TreeSet<>(), Figures.NONE);
    }

    private static Judgement valid(double messages, double median, double most) {
        return new Judgement("valid", new TreeSet<>(), new TreeSet<>(), new Figures(messages, median, most, 1.0));
    }

    private static List<String> disagreements(Judgement judge, Judgement... runs) {
        return comparison(judge, judge, runs).disagreements();
    }

    private static Comparison comparison(Judgement judge, Judgement sameHistory, Judgement... runs) {
        return new Comparison("node.java", "-w echo", judge, sameHistory, "sim", List.of(runs), List.of(),
                "2026-01-01", 0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            valid   | valid, valid     |
            invalid | valid, invalid   |
            valid   | valid, invalid   |
            valid   | invalid, invalid | Maelstrom says valid, and sim invalid 2
            invalid | valid, valid     | Maelstrom says invalid, and sim valid 2
            broken  | unknown, valid   | Maelstrom says broken, and sim unknown 1, valid 1
            """)
    void aVerdictMustBeThatOfSomeRun(String judge, String runs, String disagreement) {
        assertEquals(Stream.ofNullable(disagreement).toList(), disagreements(run(judge),
                Stream.of(runs.split(", ")).map(ComparisonTest::run).toArray(Judgement[]::new)));
    }

    @Test
    void anAnomalyThatOnlyOneSideFindsIsADisagreement() {
        assertEquals(List.of(), disagreements(run("invalid", "G1a"), run("invalid", "G1a", "G1c"),
                run("invalid", "G1a")));
        assertEquals(List.of("only Maelstrom found G1b", "only sim found G1c"),
                disagreements(run("invalid", "G1a", "G1b"), run("invalid", "G1a", "G1c"), run("invalid", "G1c")));
    }

    @Test
    void onOneHistoryVerdictAndAnomaliesMustBeTheSame() {
        Judgement judge = run("invalid", "G1a");
        assertEquals(List.of("of the same history, Maelstrom says invalid: G1a and the bench invalid: G1a, G1c"),
                comparison(judge, run("invalid", "G1a", "G1c"), judge).disagreements());
        assertEquals(List.of("of the same history, Maelstrom says invalid: G1a and the bench valid"),
                comparison(judge, run("valid"), judge).disagreements());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.09 | 300 | 600 |
            2.19 | 300 | 600 |
            0.89 | 300 | 600 | msgs-per-op is 0.89 on Maelstrom, and 1 to 2 on sim
            2.21 | 300 | 600 | msgs-per-op is 2.21 on Maelstrom, and 1 to 2 on sim
            1.5  | 230 | 600 | the median latency is 230 on Maelstrom, and 300 to 310 on sim
            1.5  | 300 | 750 | the maximum latency is 750 on Maelstrom, and 500 to 600 on sim
            """)
    void aFigureMustBeNearThatOfSomeRun(double messages, double median, double most, String disagreement) {
        assertEquals(Stream.ofNullable(disagreement).toList(),
                disagreements(valid(messages, median, most), valid(1, 300, 500), valid(2, 310, 600)));
    }

    @Test
    void figuresAreThoseOfTheReplaysIfThereAreAny() {
        Judgement own = valid(2, 0, 0);
        Judgement judge = valid(1, 0, 0);
        Comparison comparison = new Comparison("node.java", "-w echo", judge, judge, "sim", List.of(own),
                List.of(valid(0.95, 0, 0)), "2026-01-01", 0.5);
        assertEquals(List.of(), comparison.disagreements());
        assertEquals(0.95, comparison.median(Figures::msgsPerOp));
    }

    @Test
    void figuresOfInvalidRunsAreNotCompared() {
        Judgement invalid = new Judgement("invalid", new TreeSet<>(), new TreeSet<>(),
                new Figures(9.0, 9.0, 9.0, 1.0));
        assertEquals(List.of(), disagreements(invalid, run("invalid"), valid(1, 1, 1)));
        assertEquals(List.of(), disagreements(valid(1, 1, 1), invalid, valid(1, 1, 1)));
    }

    @Test
    void whatMaelstromRefusesIsNotCompared() {
        Comparison comparison = comparison(Judgement.refused(), null, run("invalid", "lost"));
        assertFalse(comparison.hasRun());
        assertEquals(List.of(), comparison.disagreements());
    }

    @Test
    void aJudgementNamesWhatOnlyTheBenchLooksForByItself() {
        Judgement judgement = Judgement.of((Map<?, ?>) EdnReader.read("""
                {:stats {:valid? true}, :availability {:valid? true, :ok-fraction 0.5},
                 :net {:servers {:send-count 2, :msgs-per-op 1.5}},
                 :workload {:valid? true, :stable-latencies {0 0, 0.5 7, 1 9}},
                 :replicas {:valid? false}, :valid? false}"""));
        assertEquals("valid", judgement.toString());
        assertEquals(List.of("replicas"), List.copyOf(judgement.beyond()));
        assertEquals(new Figures(1.5, 7.0, 9.0, 0.5), judgement.figures());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {:valid? true}                                           | valid
            {:valid? :unknown}                                       | unknown
            {:valid? false, :lost-count 2, :duplicated-count 0}      | invalid: lost
            {:valid? false, :anomaly-types (:G1a :G0)}               | invalid: G0, G1a
            {:valid? false, :errors ({:op 1})}                       | invalid: errors
            {:valid? false}                                          | invalid: workload
            """)
    void anEntryOfAWorkloadBecomesAJudgement(String workload, String judgement) {
        assertEquals(judgement, Judgement.of((Map<?, ?>) EdnReader.read(
                "{:stats {:valid? true}, :availability {:valid? true}, :workload " + workload + "}")).toString());
    }

    @Test
    void aFileKeepsComparisons() throws IOException {
        Path file = folder.resolve("comparisons");
        Comparison first = comparison(run("invalid", "lost"), null, valid(1, 2, 3), run("broken"));
        ComparisonFile written = new ComparisonFile(Optional.of(file));
        written.add(first);
        written.add(comparison(run("valid"), run("valid"), run("valid")));
        ComparisonFile read = new ComparisonFile(Optional.of(file));
        assertEquals(written.all(), read.all());
        assertTrue(read.has("node.java", "-w echo"));
        assertFalse(read.has("node.java", "-w broadcast"));
        Files.writeString(file, "something else");
        assertThrows(IllegalArgumentException.class, () -> new ComparisonFile(Optional.of(file)));
    }
}
