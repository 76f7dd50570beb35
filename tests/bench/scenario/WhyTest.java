import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import bench.journal.Journal;
import bench.run.TestOptions;
import bench.scenario.NoReturn;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import bench.scenario.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs are planted at a moment that is known, and the moment of no return is that one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyTest {

    private static final int FUTURES = 10;
    private static final int MOMENTS = 20;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(Specimen.in("broken").stream().map(Specimen::file).toList(), classes);
    }

    /**
     * A failing scenario, and the step after which nothing helps.
     *
     * @param script one of {@code tests/broken}
     * @param step   as {@link #describe} has it
     */
    private record Planted(String what, String script, String scenario, double seconds, String step) {

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Planted> planted() {
        return List.of(
                new Planted("a value is told once, into a cut", "broadcast_sent_once", """
                        test -w broadcast --nodes n0,n1,n2 --latency 100 --seed 1
                        ----
                        0.1 s  n0 broadcast 1
                        0.3 s  cut n2 | n0 n1
                        0.4 s  n0 broadcast 2
                        0.9 s  heal
                        12 s  n0 read nil :final?
                        12 s  n2 read nil :final?
                        """, 0.4, "n0 to n2: CUT"),
                new Planted("a value is told once, and that message gets lost", "broadcast_sent_once", """
                        test -w broadcast --nodes n0,n1 --latency 50 --seed 1
                        ----
                        0.1 s  n0 broadcast 1
                        0.5 s  n0 broadcast 2
                        0.9 s  n0 broadcast 3
                        12 s  n1 read nil :final?
                        lose n0 -> n1 #2
                        """, 0.5, "n0 to n1: LOSS"),
                new Planted("a value is told once, and the other node is dead", "broadcast_without_memory", """
                        test -w broadcast --nodes n0,n1 --latency 50 --seed 1
                        ----
                        0.3 s  kill n1
                        0.5 s  n0 broadcast 1
                        0.9 s  restart
                        12 s  n1 read nil :final?
                        """, 0.5, "n0 to n1"),
                new Planted("a killed node forgets what it knew", "broadcast_without_memory", """
                        test -w broadcast --nodes n0,n1 --latency 50 --seed 1
                        ----
                        0.5 s  n0 broadcast 1
                        2.0 s  kill n1
                        2.5 s  restart
                        13 s  n1 read nil :final?
                        """, 2, "n1 KILLED"),
                new Planted("a killed node counts anew", "ids_after_a_restart", """
                        test -w unique-ids --nodes n0,n1 --seed 1
                        ----
                        0.1 s  n0 generate nil
                        0.5 s  n1 generate nil
                        1.0 s  kill n0
                        1.5 s  restart
                        2.0 s  n0 generate nil
                        """, 1, "n0 KILLED"),
                new Planted("the third and last try gets lost", "broadcast_that_gives_up", """
                        test -w broadcast --nodes n0,n1 --latency 10 --seed 1
                        ----
                        1.0 s  cut n0 | n1
                        1.1 s  n0 broadcast 1
                        8.0 s  heal
                        19 s  n1 read nil :final?
                        """, 3.1, "n0 to n1: CUT"),
                new Planted("the last news with the first value in it gets lost", "broadcast_of_the_newest", """
                        test -w broadcast --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.5 s  cut n0 | n1
                        %s5.0 s  heal
                        16 s  n1 read nil :final?
                        """.formatted(broadcasts(21)), 2, "n0 to n1: CUT"),
                new Planted("a reply gets lost, and the request is made again", "counter_that_adds_twice", """
                        test -w g-counter --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.5 s  n1 add 1
                        1.0 s  n1 add 2
                        2.0 s  n1 add 4
                        13 s  n1 read nil :final?
                        lose n0 -> n1 #2
                        """, 1.01, "n0 to n1: LOSS"),
                new Planted("an acknowledgement gets lost, and the message is sent again",
                        "kafka_one_message_twice", """
                        test -w kafka --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.5 s  n1 send [[:send "1" 1]]
                        1.0 s  n1 send [[:send "1" 2]]
                        2.0 s  n0 assign ["1"]
                        2.5 s  n0 poll [[:poll]]
                        lose n0 -> n1 #2
                        """, 1.01, "n0 to n1: LOSS"),
                new Planted("a request arrives twice, and is made twice", "counter_that_adds_twice", """
                        test -w g-counter --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.5 s  n1 add 1
                        1.0 s  n1 add 2
                        2.0 s  n1 add 4
                        13 s  n0 read nil :final?
                        double n1 -> n0 #2
                        """, 1, "n1 to n0"));
    }

    private static String broadcasts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "%.2f s  n0 broadcast %d%n".formatted(1.1 + i * 0.05, i))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("planted")
    void thePlantedStepIsNamed(Planted planted) {
        Scenario scenario = ScenarioFile.read(planted.scenario);
        Steps steps = new Steps();
        NoReturn.Answer answer = ask(planted.script, scenario, steps);
        assertEquals(planted.seconds, answer.after().nanos() / 1e9, 0.02, answer::toString);
        List<String> named = steps.at(answer.after().nanos()).stream().map(WhyTest::describe).toList();
        assertTrue(named.contains(planted.step), named + " at " + answer);
        assertEquals(0, answer.before().failures(), answer::toString);
        assertEquals(FUTURES, answer.after().failures(), answer::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broadcast_to_itself", "broadcast_never_read"})
    void aBugThatNeedsNothingIsCertainFromTheStart(String script) {
        Scenario scenario = ScenarioFile.read("""
                test -w broadcast --nodes n0,n1 --latency 50 --seed 1
                ----
                0.1 s  n0 broadcast 1
                12 s  n1 read nil :final?
                """);
        assertTrue(ask(script, scenario, new Steps()).isCertainFromTheStart());
    }

    private NoReturn.Answer ask(String script, Scenario scenario, Steps steps) {
        Reason reason = play(script, scenario, steps);
        assertFalse(reason.isValid(), "the planted bug shows");
        return new NoReturn(scenario, steps, future -> reason.isSharedBy(play(script, future, Journal.NOBODY)), FUTURES)
                .find(MOMENTS);
    }

    private Reason play(String script, Scenario scenario, Journal journal) {
        List<String> words = scenario.command().subList(1, scenario.command().size());
        TestOptions options = Scripts.parse(script, words, 1).withPlan(scenario.plan());
        Scripts.Run run = scripts.run(script, options, journal);
        return Reason.of(run.outcome(), run.verdicts());
    }

    /** A step in few words; clients have no numbers here. */
    private static String describe(Event event) {
        return switch (event) {
            case Event.Lost(_, String src, String dest, Event.Cause why) -> src + " to " + dest + ": " + why;
            case Event.NodeChange(String node, Event.State state, _) -> node + " " + state;
            case Event.Send(_, String src, String dest, _) -> nameOf(src) + " to " + nameOf(dest);
            case Event.Recv(_, String src, String dest) -> nameOf(src) + " to " + nameOf(dest);
            default -> event.toString();
        };
    }

    private static String nameOf(String id) {
        return id.startsWith("c") ? "c" : id;
    }
}
