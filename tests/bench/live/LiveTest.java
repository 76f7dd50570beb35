import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken process is reported clearly and with Maelstrom's exit status, and no process outlives its test. */
class LiveTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private static Path folder;
    private static Map<String, Future<Shell.Result>> runs;

    /**
     * A habit of tests/broken/node.py, and how it is judged.
     *
     * @param status Maelstrom's exit status
     * @param said   what the bench prints about it, in this order
     */
    private record Habit(String name, String options, int status, List<String> said) {

        static Habit of(String name, String options, int status, String... said) {
            return new Habit(name, options, status, List.of(said));
        }

        Shell.Result run() throws IOException {
            List<String> words = new ArrayList<>(testOf(name));
            words.addAll(List.of(options.split(" ")));
            Shell littleMemory = Shell.in(Files.createTempDirectory(folder, name)).with("JDK_JAVA_OPTIONS", "-Xmx256m");
            return MaelstromCommand.run(littleMemory, words.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return name + " " + options;
        }
    }

    private static List<String> testOf(String habit) {
        String bin = String.join(" ", Python.command("broken/node.py")) + " " + habit;
        return List.of("test", "--bin", bin, "--engine", "live", "--node-count", "1", "--rate", "20");
    }

    static List<Habit> habits() {
        String echo = "-w echo --time-limit 2";
        String good = "Everything looks good!";
        String bad = "Analysis invalid!";
        String log = "node-logs/n0.log";
        return List.of(
                Habit.of("none", echo, 0, good),
                Habit.of("prints", echo, 0, "Node n0 is deaf", "not JSON", "\n    got a request", log, good),
                Habit.of("prints", echo + " --availability total", 1, "Node n0 is deaf", "✗ Invalid: unavailable",
                        log, bad),
                Habit.of("skips_lines", echo, 0, "Node n0 is deaf", "an empty line on stdout", log, good),
                Habit.of("raves", "-w echo --time-limit 10", 0, "Node n0 is deaf",
                        "a line of more than 16777216 bytes", log, good),
                Habit.of("raves_on", "-w echo --time-limit 10", 0, "Node n0 is deaf",
                        "a line of more than 16777216 bytes", log, good),
                Habit.of("rambles", echo, 0, good),
                Habit.of("stays", echo, 0, good),
                Habit.of("declines", echo, 255, "node n0 exited with status 7", log),
                Habit.of("begs", "-w echo --time-limit 60", 255, "node n0 has ", " messages ", log),
                Habit.of("babbles", "-w echo --time-limit 60", 255,
                        "node n0 has sent a message that no longer fits in memory", log),
                Habit.of("omits_line_ends", echo, 255, "node n0 did not answer init within 10 s",
                        "without a line end: {\"src\": \"n0\", \"dest\": \"c0\"", log),
                Habit.of("swaps", echo, 255, "Node n0 sent a message in the name of somebody else", "\"src\": \"c0\"",
                        "node n0 did not answer init within 10 s: what it printed was not an answer (see above)\n",
                        log),
                Habit.of("shouts", echo, 255, "node n0 answered init with {\"type\":\"INIT_OK\"",
                        "whose type is not \"init_ok\"", log),
                Habit.of("glues", echo, 0, "Node n0 printed more than one message on a line", "\"news\"}}{\"src\"", log,
                        good),
                Habit.of("misshapes", echo, 0, "Node n0 is deaf", "the field 'from'", "{\"from\": \"n0\"", log, good),
                Habit.of("answers_nobody", echo, 1, "to 'n99', which does not exist", "✗ Invalid: never-succeeded",
                        "Its node was deaf by then, because it sent a message to 'n99', which does not exist.", bad),
                Habit.of("tells_nobody", echo, 0, "Node n0 is deaf", "to 'n99', which does not exist",
                        "\"dest\": \"n99\"", log, good),
                Habit.of("mixes_up", echo, 1, "✗ Invalid: never-succeeded",
                        "Node n0 sent a reply that answers no request", "\"in_reply_to\":1001", log, bad),
                Habit.of("mistypes", echo, 0, "Node n0 sent a reply that does not fit the protocol",
                        "the type must be \"echo_ok\"", "\"type\":\"ok\"", log, good),
                Habit.of("lies", echo, 1, "✗ Invalid: echo-mismatch", "n0's client", "something else", bad),
                Habit.of("ignores", echo, 1, "✗ Invalid: never-succeeded",
                        "n0 sent its client nothing.", bad),
                Habit.of("throws", echo, 0, "n0 logged: KeyError: 'text'",
                        "Node n0 did not reply to a request in time", good),
                Habit.of("repeats", "-w unique-ids --time-limit 2", 1, "✗ Invalid: duplicate-id", "\"the same\"",
                        "n0's client", bad),
                Habit.of("exits", echo, 255, "node n0 exited with status 3", log, "Report      store/echo/"),
                Habit.of("chokes", echo, 255, "node n0 exited with status 1", log, "reply(request, right | {",
                        "TypeError: Object of type set is not JSON serializable"),
                Habit.of("storms", "-w echo --time-limit 60", 255, "node n0 has ",
                        " messages in flight: does it forward messages that it has already forwarded", log),
                Habit.of("sleeps", echo, 255, "node n0 did not answer init within 10 s", "flushed",
                        "What to answer: maelstrom help protocol\n", log),
                Habit.of("greets", echo, 255, "Node n0 is deaf", "    hello\n",
                        "node n0 did not answer init within 10 s: what it printed was not an answer (see above)\n",
                        log),
                Habit.of("answers_nothing", echo, 255, "a message that is not a reply",
                        "node n0 did not answer init within 10 s: what it printed was not an answer (see above)\n",
                        log));
    }

    @BeforeAll
    static void beginAll() {
        Python.assumeInstalled();
        runs = Background.begin(habits(), Habit::run);
    }

    @ParameterizedTest
    @MethodSource("habits")
    void aBadHabitIsReported(Habit habit) throws Exception {
        Shell.Result result = runs.get(habit.toString()).get();
        int place = 0;
        for (String words : habit.said()) {
            place = result.out().indexOf(words, place);
            assertTrue(place >= 0, () -> words + " is not said, or not there, in:\n" + result.out() + result.err());
        }
        assertEquals(habit.status(), result.status(), result.out());
    }

    @Test
    void aNodeThatDoesNotAnswerInitIsBlamedOnce() throws Exception {
        String said = runs.get("sleeps -w echo --time-limit 2").get().out();
        assertEquals(2, said.split("did not answer|did not reply", -1).length, said);
    }

    @Test
    void whatANodeSaysLastIsInItsLog() throws Exception {
        Path runFolder = Files.createTempDirectory(folder, "exits");
        List<String> words = new ArrayList<>(testOf("exits"));
        words.addAll(List.of("-w", "echo", "--time-limit", "2"));
        Shell.Result result = MaelstromCommand.run(runFolder, words.toArray(String[]::new));
        Path log = runFolder.resolve(result.out().replaceAll("(?s).*Its log: (.*?)\n.*", "$1"));
        List<String> lines = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^[\\d.]+ s  ", "")).toList();
        assertEquals(List.of("n0 is here", "I have seen enough"), lines);
    }

    /** It ignores polite signals, keeps the node's stdout open, and its parent has ended. */
    @Test
    void aDaemonThatANodeHasStartedEndsWithTheTest() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux tells what has left a process's tree");
        Path runFolder = Files.createTempDirectory(folder, "begets");
        List<String> words = new ArrayList<>(testOf("begets"));
        words.addAll(List.of("-w", "echo", "--time-limit", "2"));
        Shell.Result result = MaelstromCommand.run(runFolder, words.toArray(String[]::new));
        assertEquals(0, result.status(), result.out() + result.err());
        try (Stream<String> log = Files.lines(runFolder.resolve("store/latest/node-logs/n0.log"))) {
            List<ProcessHandle> living = log.filter(line -> line.contains("beget "))
                    .map(line -> Long.parseLong(line.replaceFirst(".*beget ", "")))
                    .flatMap(pid -> ProcessHandle.of(pid).stream()).filter(daemon -> !ends(daemon)).toList();
            assertEquals(List.of(), living);
        }
    }

    /** What a node logs fills no disk: it goes to a file of its own, and to the journal. */
    @Test
    void theFilesOfARunAreSmallHoweverMuchANodeLogs() throws Exception {
        Path runFolder = Files.createTempDirectory(folder, "rambles");
        List<String> words = new ArrayList<>(testOf("rambles"));
        words.addAll(List.of("-w", "echo", "--time-limit", "12")); // one request is enough
        MaelstromCommand.run(runFolder, words.toArray(String[]::new));
        Path run = runFolder.resolve("store/latest");
        try (Stream<String> log = Files.lines(run.resolve("node-logs/n0.log"))) {
            assertTrue(log.reduce((_, line) -> line).orElseThrow().endsWith("the rest is left out)"));
        }
        assertTrue(Files.size(run.resolve("journal.jsonl")) < 100_000_000, "the journal has all of it");
    }

    /** A node that ignores its input, and so would not end by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheNodesToo(String signal) throws Exception {
        assumeSignalsWork(signal);
        List<ProcessHandle> nodes = nodesOfABenchEndedBy(signal, "sleeps");
        assertTrue(nodes.stream().allMatch(LiveTest::ends), "a node lives on");
    }

    /** A terminal sends the signal to all of them at once, and nodes may end first. */
    @Test
    void ctrlCIsOneLineAndBlamesNoNode() throws Exception {
        assumeSignalsWork("INT");
        Path output = folder.resolve("interrupted");
        List<String> words = new ArrayList<>(testOf("none"));
        words.addAll(List.of("-w", "echo", "--time-limit", "60"));
        Process bench = MaelstromCommand.start(Shell.in(folder), ProcessBuilder.Redirect.to(output.toFile()),
                words.toArray(String[]::new));
        try {
            List<String> kill = new ArrayList<>(List.of("kill", "-INT"));
            nodesOf(bench).forEach(node -> kill.add(Long.toString(node.pid())));
            kill.add(Long.toString(bench.pid()));
            new ProcessBuilder(kill).start().waitFor();
            assertTrue(bench.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the bench lives on");
        } finally {
            bench.destroyForcibly();
        }
        assertEquals(130, bench.exitValue());
        assertEquals(List.of("Engine: live (processes, in real time)",
                "Interrupted. The nodes have been killed; there is no verdict."), withoutProgress(output));
    }

    /** What was printed. A test on a slow machine also says how far it is. */
    private static List<String> withoutProgress(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> !line.matches(" *\\d+ s  \\w+")).toList();
        }
    }

    /** A bench that is killed cannot stop its nodes. But each node ends when its input ends. */
    @Test
    void nodesEndWithABenchThatIsKilled() throws Exception {
        List<ProcessHandle> nodes = nodesOfABenchEndedBy("KILL", "none");
        assertTrue(nodes.stream().allMatch(LiveTest::ends), "a node lives on");
    }

    private static List<ProcessHandle> nodesOfABenchEndedBy(String signal, String habit) throws Exception {
        List<String> words = new ArrayList<>(testOf(habit));
        words.addAll(List.of("-w", "echo", "--time-limit", "60"));
        Path here = Files.createTempDirectory(folder, "ended");
        Process bench = MaelstromCommand.start(here, words.toArray(String[]::new));
        try {
            List<ProcessHandle> nodes = nodesOf(bench);
            new ProcessBuilder("kill", "-" + signal, Long.toString(bench.pid())).start().waitFor();
            assertTrue(bench.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the bench lives on");
            assertTrue(bench.exitValue() > 128, "the bench has ended by itself");
            return nodes;
        } finally {
            bench.destroyForcibly();
        }
    }

    /** A shell starts background jobs so that they ignore SIGINT, and all that they start does so, too. */
    private static void assumeSignalsWork(String signal) {
        assumeTrue(Shell.in(folder).run("", "sh", "-c", "kill -" + signal + " $$").status() != 0,
                "whoever started this suite has it ignore SIG" + signal);
    }

    /** The nodes of a bench, as soon as there are some. */
    private static List<ProcessHandle> nodesOf(Process bench) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (bench.descendants().findAny().isEmpty()) {
            assertTrue(bench.isAlive() && System.nanoTime() < deadline, "the bench starts no node");
            Thread.sleep(50);
        }
        return bench.descendants().toList();
    }

    private static boolean ends(ProcessHandle process) {
        process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        boolean ended = !process.isAlive();
        process.destroyForcibly();
        return ended;
    }
}
