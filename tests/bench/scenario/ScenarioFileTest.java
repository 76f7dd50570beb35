import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.kernel.Mishap;
import bench.run.Plan;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scenario survives writing and reading, and errors in its text are located. */
class ScenarioFileTest {

    private static final String TEXT = """
            # A value gets lost in a cut.
            # Nobody sends it again.
            test -w broadcast --nodes n0,n1,n2 --latency 100 --seed 17
            ----
            0.0009 s  cut n2 | n0 n1
            0.001 s  n0 broadcast 0
            0.500 s  n1/1 txn [[:r 1 nil] [:w 2 "x"]]
            1.000 s  kill n1
            2.000 s  restart
            9.940 s  heal
            9.950 s  cut {"n0" ["n1"]}
            9.960 s  begin slow
            9.970 s  end slow
            9.980 s  begin clock {"n1" [35000 107]}
            9.990 s  end clock
            20.000 s  n2 read nil :final?
            lose n0 -> n1 #3
            double n1 -> seq-kv #1
            delay seq-kv -> n1 #2 until 0.500301 s
            ----
            invalid: lost
            """;

    @Test
    void aTextIsReadAndWrittenBack() {
        assertEquals(TEXT, ScenarioFile.write(ScenarioFile.read(TEXT)));
    }

    @Test
    void aTestIsWrittenInTheWordsInWhichPeopleTypeIt() {
        List<String> typed = List.of("-w", "broadcast", "--node-count", "3", "--time-limit", "20", "--rate", "100",
                "--nemesis", "partition", "--latency", "100", "--max-msgs-per-op", "30", "--max-median", "400.5",
                "--seed", "7");
        List<String> written = ScenarioCommand.ofTest(Scripts.parse("broadcast", typed, 7), List.of());
        assertEquals(typed, written.subList(1, written.size()));
    }

    @Test
    void whatIsTooLongForAPageIsWrittenInSeveralLinesAndReadAgain() {
        Scenario scenario = ScenarioFile.read(TEXT).withTitle("A value gets lost. ".repeat(20).strip());
        List<String> command = new ArrayList<>(scenario.command());
        IntStream.range(0, 20).forEach(i -> command.addAll(List.of("--consistency-models", "read-atomic")));
        Scenario longer = new Scenario(scenario.title(), command, scenario.plan(), scenario.expected());
        String text = ScenarioFile.write(longer);
        assertTrue(text.lines().allMatch(line -> line.length() <= 110), text);
        Scenario read = ScenarioFile.read(text);
        assertEquals(command, read.command());
        assertEquals(scenario.title(), read.title().replace('\n', ' '));
        assertEquals(text, ScenarioFile.write(read));
    }

    @Test
    void stepsSayWhatIsMeant() {
        Scenario scenario = ScenarioFile.read(TEXT);
        Plan plan = scenario.plan();
        assertEquals(List.of("n0", "n1", "n2"), scenario.nodes());
        assertEquals("A value gets lost in a cut.\nNobody sends it again.", scenario.title());
        assertEquals("invalid: lost", scenario.expected());
        assertEquals(900_000, plan.faults().getFirst().nanos());
        assertEquals(List.of("cut", Map.of("n2", Set.of("n0", "n1"), "n0", Set.of("n2"),
                "n1", Set.of("n2"))), plan.faults().getFirst().value());
        assertEquals("n1", plan.faults().get(1).value());
        Plan.Call last = plan.calls().getLast();
        assertEquals(List.of("final?"), last.invocation().flags());
        assertEquals(20_000_000_000L, last.nanos());
        assertEquals(1, plan.calls().get(1).worker());
        assertEquals(List.of(new Mishap.Loss("n0", "n1", 3), new Mishap.Duplication("n1", "seq-kv", 1),
                new Mishap.Delay("seq-kv", "n1", 2, 500_301_000)), plan.mishaps());
    }

    @Test
    void stepsMayStandInAnyOrder() {
        Plan plan = ScenarioFile.read("test\n----\n2 s  n0 read\n1.5 s  n0 broadcast 7\n").plan();
        assertEquals(List.of("broadcast", "read"), plan.calls().stream().map(call -> call.invocation().f()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 s  cut n0          | 'line 3: a cut names two sides, as in "cut n2 | n0 n1": 1 s  cut n0'
            1 s  begin clock {"n1" 5} | 'line 3: the fault clock names a node, by how many ms its clock leaps ahead, \
            and its speed from then on in %, as in {"n1" [35000 107]}: 1 s  begin clock {"n1" 5}'
            1 s  begin slow 10    | line 3: the fault slow takes no value: 1 s  begin slow 10
            1 s  begin earthquake | line 3: there is no fault "earthquake": 1 s  begin earthquake
            1 s  n0              | line 3: an operation is "NODE OPERATION VALUE": 1 s  n0
            lose a -> b #1 until 2 s | line 3: only a delay ends with "until", and it must: lose a -> b #1 until 2 s
            delay a -> b #1 | line 3: only a delay ends with "until", and it must: delay a -> b #1
            1 s  n0 broadcast 1 2 | line 3: there is more than one EDN value: 1 s  n0 broadcast 1 2
            1 s  n0 txn [[:r 1   | line 3: the EDN text ends in the middle of a value: 1 s  n0 txn [[:r 1
            """)
    void aLineThatMakesNoSenseIsNamed(String line, String reason) {
        var mistake = assertThrows(ScenarioFile.Mistake.class, () -> ScenarioFile.read("test\n----\n" + line + "\n"));
        assertEquals(reason, mistake.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 second n0 read", "lose n0 -> n1 #0", "n0 read"})
    void aLineThatIsNoStepIsToldWhatStepsThereAre(String line) {
        var mistake = assertThrows(ScenarioFile.Mistake.class, () -> ScenarioFile.read("test\n----\n" + line + "\n"));
        assertEquals("line 3: a step is \"SECONDS s  NODE OPERATION VALUE\", a fault, or "
                + "\"lose NODE -> NODE #NUMBER\": " + line, mistake.getMessage());
    }

    @Test
    void aTextWithoutStepsIsNoScenario() {
        var mistake = assertThrows(ScenarioFile.Mistake.class, () -> ScenarioFile.read("test -w echo\n"));
        assertEquals("line 1: there is no line of ---- between the command and the steps", mistake.getMessage());
    }
}
