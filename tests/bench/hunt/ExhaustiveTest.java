import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.hunt.Exhaustive;
import bench.hunt.Player;
import bench.run.Plan;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss and every order of a scenario's messages is played, each once, up to a bound. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExhaustiveTest {

    private static final int ANY = Integer.MAX_VALUE;

    /** n0 tells n1 of each echo. Nobody cares. */
    private static final String CHATTY = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}
            record Heard(Object echo) {}

            void main() {
                Maelstrom.serve(node -> {
                    node.hear(Heard.class, (_, _) -> { });
                    node.on(Echo.class, request -> {
                        if (node.id().equals("n0")) {
                            node.send("n1", new Heard(request.echo()));
                        }
                        return new EchoOk(request.echo());
                    });
                });
            }
            """;

    /**
     * n0 tells n1 of an echo, and asks n2 for something. If n2 does not answer, n0 tells n1 of that. n1 fails if it
     * hears of the echo last: that takes a lost message, and one that is late because of it.
     */
    private static final String RARE = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}
            record Heard(Object echo) {}
            record Ask() {}
            record AskOk() {}
            record NoAnswer() {}

            boolean hasNoAnswer;
            boolean fails;

            void main() {
                Maelstrom.serve(node -> {
                    node.on(Ask.class, _ -> new AskOk());
                    node.hear(NoAnswer.class, (_, _) -> hasNoAnswer = true);
                    node.hear(Heard.class, (_, _) -> fails = hasNoAnswer);
                    node.on(Echo.class, request -> {
                        if (node.id().equals("n0")) {
                            node.send("n1", new Heard(request.echo()));
                            try {
                                node.rpc("n2", new Ask(), AskOk.class, 100);
                            } catch (Maelstrom.RpcError e) {
                                node.send("n1", new NoAnswer());
                            }
                        }
                        return new EchoOk(fails ? "wrong" : request.echo());
                    });
                });
            }
            """;

    private Scripts kept;

    @TempDir
    private Path folder;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        Path tests = Shell.home().resolve("tests");
        Stream<Path> broken = cases().stream().map(each -> tests.resolve(each.script));
        Stream<Path> six = six().stream().map(KeptScenario::script);
        kept = Scripts.compile(Stream.concat(broken, six).toList(), classes);
    }

    private static Exhaustive.Result explore(Scripts scripts, String name, String scenario, int bound, int threads) {
        return explore(scripts, name, ScenarioFile.read(scenario), bound, threads, () -> false);
    }

    private static Exhaustive.Result explore(Scripts scripts, String name, Scenario scenario, int bound, int threads,
                                             BooleanSupplier isTimeOver) {
        List<Player> players = Stream.generate(() -> scripts.player(name)).limit(threads).toList();
        try {
            return new Exhaustive(players, players.getFirst().options(scenario), isTimeOver, (_, _) -> { })
                    .explore(bound);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two messages, and two steps of n1 after the first and one after the second. */
    private static final String TWO_MESSAGES = """
            test -w echo --nodes n0,n1 --seed 1
            ----
            0.1 s  n0 echo "a"
            0.2 s  n0 echo "b"
            0.3 s  n1 echo "c"
            """;

    /**
     * By hand: the first message can be lost, or come after "b" or after "c". The second can be lost, or come after
     * "c". With both taken away, each can be lost or come after "c", and if both come then, in two orders.
     */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void eachRunIsPlayedOnce(int threads) throws IOException {
        Exhaustive.Result result = explore(Scripts.compile("chatty", CHATTY, folder), "chatty", TWO_MESSAGES, ANY,
                threads);
        assertEquals(2, result.messages());
        assertEquals(List.of(1L, 3L + 2L, 1L + 1L + 1L + 2L, 0L),
                result.levels().stream().map(Exhaustive.Level::runs).toList());
        assertTrue(result.isEverything());
        assertTrue(result.counterexample().isEmpty());
    }

    @Test
    void aMessageMayBeLateBecauseAnotherOneIsLost() throws IOException {
        String scenario = """
                test -w echo --nodes n0,n1,n2 --seed 1
                ----
                0.1 s  n0 echo "a"
                0.5 s  n1 echo "b"
                """;
        Exhaustive.Result result = explore(Scripts.compile("rare", RARE, folder), "rare", scenario, ANY, 1);
        assertEquals("lose n0 -> n2 #1, delay n0 -> n1 #1 until 0.200601 s", mishaps(result));
    }

    @Test
    void whenTheTimeIsOverTheLevelIsIncomplete() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Exhaustive.Result result = explore(Scripts.compile("chatty", CHATTY, folder), "chatty",
                ScenarioFile.read(TWO_MESSAGES), ANY, 1, () -> asked.incrementAndGet() > 4);
        assertEquals(List.of(true, false), result.levels().stream().map(Exhaustive.Level::isComplete).toList());
        assertFalse(result.isEverything());
        assertTrue(result.runs() < 6, result::toString);
    }

    /** A broken node, a scenario in which it works, and the choices that make it fail. */
    private record Case(String script, String scenario, String anomaly, String mishaps) {

        private String name() {
            return script.replaceAll(".*/|[.]java", "");
        }

        @Override
        public String toString() {
            return script;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("exhaustive/counter_that_forgets_a_timeout.java", """
                        test -w pn-counter --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.1 s  n0 add 1
                        1.1 s  n0 add 3
                        1.7 s  n0 add -3
                        14 s  n1 read nil :final?
                        """, "wrong-total", "lose lin-kv -> n0 #2"),
                new Case("broken/counter_that_adds_twice.java", """
                        test -w g-counter --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.1 s  n1 add 1
                        12 s  n1 read nil :final?
                        """, "wrong-total", "delay n1 -> n0 #1 until 0.410601 s"),
                new Case("broken/broadcast_sent_once.java", """
                        test -w broadcast --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.1 s  n0 broadcast 1
                        12 s  n1 read nil :final?
                        """, "lost", "lose n0 -> n1 #1"),
                new Case("broken/broadcast_that_gives_up.java", """
                        test -w broadcast --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.1 s  n0 broadcast 1
                        14 s  n1 read nil :final?
                        """, "lost", "lose n0 -> n1 #1, lose n0 -> n1 #2, lose n0 -> n1 #3"),
                new Case("broken/kafka_one_message_twice.java", """
                        test -w kafka --nodes n0,n1 --latency 10 --seed 1
                        ----
                        0.1 s  n1 send [[:send "1" 1]]
                        0.3 s  n0 assign ["1"]
                        0.5 s  n0 poll [[:poll]]
                        """, "duplicate", "delay n1 -> n0 #1 until 0.190601 s"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheFewestMessagesThatMakeABrokenNodeFail(Case broken) {
        Exhaustive.Result result = explore(kept, broken.name(), broken.scenario, ANY, 2);
        assertEquals(broken.mishaps, mishaps(result));
        assertTrue(result.counterexample().orElseThrow().reason().anomalies().contains(broken.anomaly),
                result::toString);
    }

    private static String mishaps(Exhaustive.Result result) {
        Plan plan = result.counterexample().orElseThrow().plan();
        String text = ScenarioFile.write(new Scenario("", List.of(),
                new Plan(List.of(), List.of(), plan.mishaps(), null), ""));
        return String.join(", ", text.lines().filter(line -> line.contains("->")).toList());
    }

    /** tests/EveryRun.java goes further. */
    @ParameterizedTest
    @MethodSource("six")
    void noSingleMessageMakesAScriptFail(KeptScenario scenario) {
        Exhaustive.Result result = explore(kept, scenario.scriptName(), scenario.scenario(), 1, 2, () -> false);
        assertTrue(result.counterexample().isEmpty(), result::toString);
        assertTrue(result.levels().getLast().isComplete(), result::toString);
    }

    static List<KeptScenario> six() {
        return KeptScenario.in("exhaustive");
    }
}
