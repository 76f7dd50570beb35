import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.Edn;
import bench.journal.Event;
import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.NoReturn;
import bench.scenario.Recorded;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.ScenarioFile;
import bench.scenario.Shrinker;
import bench.scenario.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run can be recorded, replayed, made smaller, and searched for the moment when it went wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {

    private static final String ONCE = "broadcast_sent_once";
    private static final String CUT = "-w broadcast --nodes n0,n1,n2,n3,n4 --time-limit 20 --rate 10 --latency 100 "
            + "--nemesis partition";

    @TempDir
    private static Path folder;
    private Scripts scripts;

    @BeforeAll
    void compile() throws IOException {
        Path tests = Shell.home().resolve("tests");
        scripts = Scripts.compile(List.of(tests.resolve("broken/" + ONCE + ".java"),
                tests.resolve("good/counter_of_totals.java"), tests.resolveSibling("lib/examples/owner_logs.java"),
                tests.resolve("good/transactions_by_a_leader.java")), folder);
    }

    /** A run, and the scenario that repeats it. */
    private record Recorder(Scripts.Run run, Scenario scenario) {
    }

    private Recorder record(String script, String command, long seed) {
        List<String> words = List.of(command.split(" "));
        Recorded recorded = new Recorded();
        Scripts.Run run = scripts.run(script, words, List.of(), seed, recorded);
        TestOptions options = Scripts.parse(script, words, seed);
        return new Recorder(run, new Scenario("", ScenarioCommand.of(options, List.of()),
                recorded.plan(options, run.outcome().history()), "invalid: lost"));
    }

    private Scripts.Run play(String script, Scenario scenario, Journal journal) {
        List<String> words = scenario.command().subList(1, scenario.command().size());
        return scripts.run(script, Scripts.parse(script, words, 1).withPlan(scenario.plan()), journal);
    }

    private boolean fails(Scenario scenario) {
        return play(ONCE, scenario, Journal.NOBODY).validity() == Validity.FALSE;
    }

    @ParameterizedTest
    @CsvSource({
            ONCE + ", -w broadcast --nodes n0,n1,n2 --latency 100, --nemesis partition",
            ONCE + ", -w broadcast --nodes n0,n1,n2 --latency 50 --latency-dist exponential, --nemesis loss",
            "counter_of_totals, -w pn-counter --nodes n0,n1,n2 --latency 10, --nemesis partition",
            "owner_logs, -w kafka --nodes n0,n1 --concurrency 2n --latency 10, --rate 50",
            "transactions_by_a_leader, -w txn-rw-register --nodes n0,n1,n2 --latency 10, --rate 50"
    })
    void aRecordedRunIsPlayedAgainToTheLastDetail(String script, String command, String more) {
        Recorder recorded = record(script, command + " --time-limit 10 --nemesis-interval 2 " + more, 1);
        Scenario read = ScenarioFile.read(ScenarioFile.write(recorded.scenario));
        assertEquals(outcomes(recorded.run), outcomes(play(script, read, Journal.NOBODY)));
    }

    /** Everything except the cause of single losses: in one run they are steps, in the other they belong to a fault. */
    private static List<String> outcomes(Scripts.Run run) {
        return run.outcome().history().clientOps().map(op ->
                op.time() + " " + op.process() + " " + op.type() + " " + op.f() + " " + Edn.write(op.value())).toList();
    }

    @Test
    void aFailingRunShrinksToItsEssence() {
        Scenario large = record(ONCE, CUT, 1).scenario;
        Scenario small = new Shrinker(this::fails, () -> false).shrink(large);
        assertTrue(fails(small));
        assertEquals(2, small.nodes().size());
        assertEquals(List.of("broadcast", "read"), small.plan().calls().stream()
                .map(call -> call.invocation().f()).toList());
        assertEquals(2, small.plan().faults().size(), "the beginning of the cut, and its end");
        assertTrue(small.plan().calls().getLast().nanos() < 11_000_000_000L, "10 s of quiet, and little more");
    }

    @Test
    void shrinkingStopsWhenItsTimeIsOver() {
        Scenario large = record(ONCE, CUT, 1).scenario;
        int[] runs = {0};
        Scenario small = new Shrinker(scenario -> ++runs[0] > 0 && fails(scenario), () -> runs[0] >= 5).shrink(large);
        assertTrue(runs[0] <= 6, runs[0] + " runs");
        assertTrue(fails(small));
    }

    @Test
    void theMomentOfNoReturnIsTheLossOfTheMessage() {
        Scenario scenario = ScenarioFile.read("""
                test -w broadcast --nodes n0,n1,n2 --latency 100 --seed 1
                ----
                0.100 s  n0 broadcast 1
                0.300 s  cut n2 | n0 n1
                0.400 s  n0 broadcast 2
                0.700 s  n1 broadcast 3
                0.900 s  heal
                12.000 s  n0 read nil :final?
                12.000 s  n1 read nil :final?
                12.000 s  n2 read nil :final?
                lose n1 -> n0 #1
                ----
                invalid: lost
                """);
        Steps steps = new Steps();
        play(ONCE, scenario, steps);
        NoReturn.Answer answer = new NoReturn(scenario, steps, this::fails, 10).find(10);
        assertEquals(0, answer.before().failures());
        assertEquals(10, answer.after().failures());
        assertTrue(steps.at(answer.after().nanos()).stream().anyMatch(step ->
                step instanceof Event.Lost(_, String src, String dest, Event.Cause why)
                        && src.equals("n0") && dest.equals("n2") && why == Event.Cause.CUT), answer::toString);
        assertEquals(0.4, answer.after().nanos() / 1e9, 0.01);
    }
}
