import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Edn;
import bench.history.Op;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Message;
import bench.run.TestRun;
import bench.sim.Purity;
import bench.sim.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator promises: runs that can be repeated, nodes that share nothing, time that is exact. */
class SimulatorTest {

    private static final List<String> ECHO =
            List.of("-w", "echo", "--node-count", "2", "--rate", "20", "--time-limit", "2");
    private static final String MESSAGES = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}
            record Ping() {}
            record PingOk() {}
            """;

    @TempDir
    private Path folder;
    private final Map<String, List<String>> logs = new TreeMap<>();

    /** Simulates an echo test of a script; what its nodes log is in {@link #logs}. */
    private Scripts.Run runEcho(String body, String... moreOptions) throws IOException {
        List<String> options = new ArrayList<>(ECHO);
        options.addAll(List.of(moreOptions));
        return Scripts.compile("script", MESSAGES + body, folder).run("script", options, 1, (node, line) ->
                logs.computeIfAbsent(node, _ -> new ArrayList<>()).add(line));
    }

    private static String history(Scripts.Run run) {
        return run.outcome().history().ops().stream().map(Edn::write).collect(Collectors.joining("\n"));
    }

    // ---- repeatability ----

    @Test
    void aSeedGivesTheSameHistoryAgainAlsoWithOthersBesideIt() throws Exception {
        Specimen specimen = Specimen.in("good").stream().filter(good -> good.name().equals("gossip_everything"))
                .findFirst().orElseThrow();
        Scripts scripts = Scripts.compile(List.of(specimen.file()), folder);
        String alone = history(scripts.run(specimen.name(), specimen.options(), 1));
        Map<String, Future<String>> together = Background.begin(List.of(1L, 2L, 3L), seed ->
                history(scripts.run(specimen.name(), specimen.options(), seed)));
        assertEquals(alone, together.get("1").get());
        assertNotEquals(alone, together.get("2").get());
        assertNotEquals(together.get("2").get(), together.get("3").get());
        assertTrue(alone.contains(":f :start-partition"));
    }

    @Test
    void nodesDrawDifferentNumbersAndTheSameInTheNextRun() throws Exception {
        String script = "void main() { Maelstrom.serve(node -> node.log(\"\" + node.random().nextLong())); }";
        runEcho(script);
        Map<String, List<String>> first = new TreeMap<>(logs);
        assertNotEquals(first.get("n0"), first.get("n1"));
        logs.clear();
        runEcho(script);
        assertEquals(first, logs);
    }

    @Test
    void callsThatWouldMakeRunsDifferAreFound() throws Exception {
        assertEquals(List.of(
                "script.java:7: System.currentTimeMillis is the wall clock; call node.now()",
                "script.java:8: Math.random is unseeded randomness; call node.random()",
                "script.java:9: Thread.sleep is a wait in real time; call node.sleep",
                "script.java:10: Random (new) is unseeded randomness; call node.random()",
                "script.java:11: System.nanoTime is the wall clock; call node.now()",
                "script.java:12: CompletableFuture.runAsync is a thread of its own; use node.after, node.every, or let "
                        + "the handler wait"), impureCalls("""
                void main() throws Exception {
                    Object now =
                        System.currentTimeMillis();
                    double dice = Math.random();
                    Thread.sleep(1);
                    int number = new Random().nextInt() + new Random(5).nextInt();
                    LongSupplier clock = System::nanoTime;
                    CompletableFuture.runAsync(() -> IO.println(now));
                    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(node.now())));
                }
                """));
    }

    /** One call of each kind, with the reason that is given. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ProcessHandle.current().pid()                     | ProcessHandle.current is the same for all nodes
            System.identityHashCode(this)                     | System.identityHashCode is a different number in
            List.of(1).stream().parallel().count()            | Stream.parallel is a thread of its own
            new ArrayList<>(List.of(1)).parallelStream()      | ArrayList.parallelStream is a thread of its own
            StrictMath.random()                               | StrictMath.random is unseeded randomness
            new Random() { }                                  | Random (new) is unseeded randomness
            new Thread() { }                                  | Thread (new) is a thread of its own
            Clock.systemUTC()                       | Clock.systemUTC is the wall clock
            LocalDate.now(ZoneId.of("Z")) | LocalDate.now is the wall clock
            Calendar.getInstance()                            | Calendar.getInstance is the wall clock
            this.wait(5)                                      | Object.wait is a wait in real time
            new ReentrantLock().newCondition().await(1, TimeUnit.SECONDS) | Condition.await is a wait in real time
            new LinkedBlockingQueue<>().poll(1, TimeUnit.SECONDS) | LinkedBlockingQueue.poll is a wait in real time
            Thread.currentThread().join(1)                    | Thread.join is a wait in real time
            LockSupport.parkNanos(5)                          | LockSupport.parkNanos is a wait in real time
            new ScheduledThreadPoolExecutor(1)                | ScheduledThreadPoolExecutor (new) is a thread of its own
            System.setProperty("a", "b")                      | System.setProperty is shared by all nodes
            System.in.read()                                  | System.in is outside the simulated network
            new Socket()                             | Socket (new) is outside the simulated network
            """)
    void eachKindOfImpureCallIsFound(String call, String reason) throws Exception {
        List<String> found = impureCalls("""
                void main() throws Exception {
                    %s;
                }
                """.formatted(call));
        assertTrue(found.stream().anyMatch(line -> line.startsWith("script.java:") && line.contains(": " + reason)),
                found::toString);
    }

    @Test
    void whatOnlyLooksLikeAnImpureCallIsNot() throws Exception {
        assertEquals(List.of(), impureCalls("""
                void main() throws Exception {
                    Object[] pure = {new Random(5) { }, new GregorianCalendar(2020, 1, 1),
                        new LinkedBlockingQueue<>().poll(),
                        TimeUnit.MILLISECONDS.convert(5, TimeUnit.SECONDS), System.getProperty("a"),
                        Instant.now(Clock.fixed(Instant.EPOCH, ZoneId.of("Z")))};
                    new LinkedBlockingQueue<Object[]>().offer(pure);
                }
                """));
    }

    @Test
    void anImpureLibraryIsNamedButNotThoseOfTheBench() throws Exception {
        Path library = library();
        Path jackson = Path.of(JsonMapper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertEquals(List.of("library has calls that cannot be simulated: Counter.java:2: "
                + "System.nanoTime is the wall clock; call node.now()"),
                Purity.impureLibraries(List.of(jackson, library)));
    }

    /** A library with a static field and an impure call. */
    private Path library() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/counting"));
        Path library = Files.createDirectories(folder.resolve("library"));
        Scripts.compile(List.of(Files.writeString(sources.resolve("Counter.java"), """
                package counting; public class Counter { public static int count;
                    public static long time() { return System.nanoTime(); } }
                """)), library);
        return library;
    }

    @Test
    void theScriptsOfThisRepositoryAreFoundPure() throws Exception {
        List<Path> files = new ArrayList<>(Stream.of("good", "broken").flatMap(name -> Specimen.in(name).stream())
                .map(Specimen::file).toList());
        try (Stream<Path> challenges = Files.list(Shell.home())) {
            challenges.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
        Scripts.compile(files, folder);
        assertEquals(List.of(), Purity.impureCalls(jar()));
    }

    private List<String> impureCalls(String body) throws IOException {
        Scripts.compile("script", MESSAGES + body, folder);
        return Purity.impureCalls(jar());
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("classes.jar");
        try (Stream<Path> files = Files.list(folder); var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    // ---- nodes ----

    @Test
    void nodesDoNotShareStaticFields() throws Exception {
        runEcho("""
                static int starts;
                void main() {
                    Maelstrom.serve(node -> node.log("start " + ++starts));
                }
                """);
        assertEachNodeStartsAnew();
    }

    @Test
    void nodesDoNotShareWhatIsInAStaticField() throws Exception {
        runEcho("""
                record Starts(List<Object> list) {}
                static final Starts STARTS = new Starts(new ArrayList<>());
                void main() {
                    Maelstrom.serve(node -> {
                        STARTS.list().add(node.id());
                        node.log("start " + STARTS.list().size());
                    });
                }
                """);
        assertEachNodeStartsAnew();
    }

    private void assertEachNodeStartsAnew() {
        logs.forEach((node, lines) -> assertEquals("start 1", lines.getFirst(), node));
        assertEquals(2, logs.size());
    }

    /** It is faster, and no node can tell. */
    @Test
    void nodesShareClassesWhoseStaticFieldsCannotChange() throws Exception {
        Scripts.compile("script", MESSAGES + """
                record Pair(Object one, long other) {
                    static final Pair NONE = new Pair(null, 0);
                    static final Comparator<Pair> ORDER = Comparator.comparingLong(Pair::other);
                    static final BinaryOperator<Pair> LARGER = BinaryOperator.maxBy(ORDER);
                    static final Function<Long, Pair> MAKE = other -> new Pair(NONE, other);
                }
                void main() {
                    Maelstrom.serve(node -> node.log(Pair.NONE + " " + Pair.ORDER.compare(Pair.NONE, Pair.NONE)));
                }
                """, folder);
        assertTrue(new Script(List.of(folder), "script", List.of()).sharesClasses());
    }

    /** Simulated nodes of a script that shares nothing load and warm up its classes again, which is slow. */
    @Test
    void nodesShareTheClassesOfTheChallenges() throws Exception {
        List<String> names = List.of("echo", "unique_ids", "broadcast", "counter", "kafka", "txn");
        Scripts.compile(names.stream().map(name -> Shell.home().resolve(name + ".java")).toList(), folder);
        names.forEach(name -> assertTrue(new Script(List.of(folder), name, List.of()).sharesClasses(), name));
    }

    @Test
    void nodesDoNotShareWhatALambdaHolds() throws Exception {
        runEcho("""
                static final Supplier<List<Object>> STARTS = keep(new ArrayList<>());
                static Supplier<List<Object>> keep(List<Object> list) {
                    return () -> list;
                }
                void main() {
                    Maelstrom.serve(node -> {
                        STARTS.get().add(node.id());
                        node.log("start " + STARTS.get().size());
                    });
                }
                """);
        assertEachNodeStartsAnew();
    }

    @Test
    void nodesDoNotShareStaticFieldsOfALibrary() throws Exception {
        Path library = library();
        Scripts.compile("script", MESSAGES + """
                void main() {
                    Maelstrom.serve(node -> node.log("start " + ++counting.Counter.count));
                }
                """, folder, library).run("script", ECHO, 1, (node, line) ->
                logs.computeIfAbsent(node, _ -> new ArrayList<>()).add(line));
        assertEachNodeStartsAnew();
    }

    @Test
    void whatANodePrintsIsInItsLog() throws Exception {
        runEcho("""
                void main() {
                    IO.println("before");
                    Maelstrom.serve(node -> {
                        System.out.println("out " + node.id());
                        System.err.println("err");
                        node.after(0, () -> { throw new IllegalStateException("boom"); });
                    });
                }
                """);
        assertEquals(List.of("before", "out n0", "err"), logs.get("n0").subList(0, 3));
        assertEquals(List.of("before", "out n1", "err"), logs.get("n1").subList(0, 3));
        assertTrue(logs.get("n0").toString().contains("IllegalStateException: boom"), logs::toString);
    }

    @Test
    void aNodeThatEndsByItselfEndsTheTest() throws Exception {
        Scripts.Run run = runEcho("""
                void main() {
                    throw new IllegalStateException("boom");
                }
                """);
        assertEquals("n0", run.outcome().broken().node());
        assertTrue(run.outcome().broken().reason().contains("IllegalStateException: boom"));
        assertTrue(logs.get("n0").toString().contains("boom"));
    }

    @Test
    void aScriptThatThrowsIsShownWithItsOwnLines() throws Exception {
        Scripts.Run run = runEcho("""
                void main() {
                    fail();
                }
                void fail() {
                    throw new IllegalStateException("boom");
                }
                """);
        assertEquals("exited with status 1: java.lang.IllegalStateException: boom at script.java:9",
                run.outcome().broken().reason());
        assertEquals(List.of("java.lang.IllegalStateException: boom", "\tat script.fail(script.java:9)",
                "\tat script.main(script.java:6)"), logs.get("n0"));
    }

    @Test
    void aNodeThatClosesItsOutputClosesNobodyElses() throws Exception {
        runEcho("""
                void main() {
                    System.out.close();
                    System.err.close();
                    Maelstrom.serve(node -> System.out.println("still here"));
                }
                """);
        logs.forEach((node, lines) -> assertEquals("still here", lines.getFirst(), node));
        assertEquals(2, logs.size());
        assertFalse(System.out.checkError());
    }

    // ---- nodes that get stuck ----

    @Test
    void aNodeThatRunsOutOfMemoryEndsTheTestWithItsLine() throws Exception {
        Scripts.Run run = runEcho("""
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        throw new OutOfMemoryError("no heap left");
                    }));
                }
                """);
        assertEquals("exited with status 1: java.lang.OutOfMemoryError: no heap left at script.java:7",
                run.outcome().broken().reason());
    }

    @Test
    void aLineThatDoesNotEndIsLoggedInPieces() throws Exception {
        runEcho("""
                void main() {
                    for (int i = 0; i < 200; i++) {
                        System.err.print("x".repeat(1_000));
                    }
                    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
                }
                """);
        assertEquals(List.of(1 << 16, 1 << 16, 1 << 16), logs.get("n0").stream().map(String::length).toList());
    }

    @Test
    void aTimerThatIsAlwaysDueStopsNeitherTimeNorMessages() throws Exception {
        Scripts.Run run = runEcho("""
                long timers;
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Echo.class, request -> new EchoOk(request.echo()));
                        node.every(0, () -> timers++);
                    });
                }
                """, "--time-limit", "1", "--node-count", "1");
        assertEquals(List.of(), run.complaints());
        assertTrue(run.outcome().history().clientOps().filter(Op::isOk).count() > 5);
    }

    /** Runs a script with a watchdog that waits only a fraction of a second. */
    private TestRun.Outcome runImpatiently(String name, String body) throws IOException {
        return Scripts.compile(name, MESSAGES + body, folder)
                .runImpatiently(name, ECHO, Duration.ofMillis(300)).outcome();
    }

    @Test
    void aNodeThatWaitsForNobodyIsNamedWithItsLine() throws Exception {
        TestRun.Outcome outcome = runImpatiently("waits", """
                void main() throws Exception {
                    new CountDownLatch(1).await();
                }
                """);
        assertEquals("n0", outcome.broken().node());
        assertTrue(outcome.broken().reason().startsWith("waits for something that never comes, at waits.java:6: "),
                outcome.broken().reason());
    }

    /** The script polls a property, so that the test can free the one carrier that all virtual threads share. */
    @Test
    void aNodeThatLoopsIsNamedWithItsLineItsMessageAndTheHistorySoFar() throws Exception {
        String body = """
                int echoes;
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        while (++echoes > 3 && System.getProperty("loops.end") == null) {
                            Thread.onSpinWait();
                        }
                        return new EchoOk(request.echo());
                    }));
                }
                """;
        try {
            TestRun.Outcome outcome = runImpatiently("loops", body);
            assertTrue(outcome.broken().reason().matches("has computed for .* at loops.java:[89], while it handles "
                    + "\\{.*\"echo\":.*: does it loop\\?"), outcome.broken().reason());
            assertTrue(outcome.history().clientOps().filter(Op::isOk).count() >= 3);
        } finally {
            System.setProperty("loops.end", "true");
        }
    }

    @Test
    void aHandlerThatLoopsAfterAReplyIsFoundThoughAnotherThreadHasTakenOverTheLoop() throws Exception {
        TestRun.Outcome outcome = runImpatiently("replied", """
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Ping.class, _ -> new PingOk());
                        node.on(Echo.class, request -> {
                            node.rpc(node.peers().getFirst(), new Ping(), PingOk.class);
                            new Semaphore(0).acquireUninterruptibly();
                            return null;
                        });
                    });
                }
                """);
        String reason = outcome.broken().reason();
        assertTrue(reason.startsWith("waits for something that never comes, at replied.java:10, while it handles "),
                reason);
    }

    // ---- what a script does to the bench ----

    private Shell.Result runCommand(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script.java"), """
                ///usr/bin/env jbang "$0" "$@" ; exit $?
                //JAVA 25+
                //DEPS tools.jackson.core:jackson-databind:3.2.4
                //SOURCES %s
                """.formatted(Shell.home().resolve("lib/Maelstrom.java")) + MESSAGES + script);
        return MaelstromCommand.run(folder, "test", "-w", "echo", "--engine", "sim", "--time-limit", "1", "--bin",
                file.toString());
    }

    @Test
    void aScriptThatEndsTheBenchByReflectionHasNotPassed() throws Exception {
        Shell.Result result = runCommand("""
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        try {
                            System.class.getMethod("exit", int.class).invoke(null, 0);
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                        return null;
                    }));
                }
                """);
        assertEquals(255, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("The test broke: node n"), result.out());
        assertTrue(result.out().contains("script.java:12"), result.out());
        assertTrue(result.out().contains("has ended the whole bench"), result.out());
    }

    @Test
    void aScriptThatServesOnAThreadOfItsOwnIsRefused() throws Exception {
        Shell.Result result = runCommand("""
                class Sub extends Thread {
                    public void run() {
                        Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
                    }
                }
                void main() throws Exception {
                    Thread sub = new Sub();
                    sub.start();
                    sub.join();
                }
                """);
        assertEquals(254, result.status(), result.out() + result.err());
        assertTrue(result.err().contains("script.java:9: Thread (new) is a thread of its own"), result.err());
    }

    // ---- time ----

    private static List<Double> latencies(Scripts.Run run) {
        return run.outcome().history().clientOps().filter(Op::isOk)
                .map(op -> (op.time() - run.outcome().history().invocationOf(op).time()) / 1e6).distinct().toList();
    }

    @Test
    void aRequestOfAClientTakesTwoHopsAndNoLatency() throws Exception {
        assertEquals(List.of(0.6), latencies(runEcho("""
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
                }
                """, "--latency", "100")));
    }

    @Test
    void aRoundTripBetweenNodesTakesTwiceTheLatencyAndTwoHops() throws Exception {
        assertEquals(List.of(201.2), latencies(runEcho("""
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Echo.class, request -> {
                            node.rpc(node.peers().getFirst(), new Ping(), PingOk.class);
                            return new EchoOk(request.echo());
                        });
                        node.on(Ping.class, _ -> new PingOk());
                    });
                }
                """, "--latency", "100", "--rate", "1", "--concurrency", "1", "--time-limit", "10")));
    }

    private static Message message(String body) {
        return new Message(1, "c0", "n0", (ObjectNode) JsonMapper.shared().readTree(body));
    }

    @Test
    void afterAPauseANodeSeesALaterClockAndTakesLinesAndDueTimersInTurn() throws Exception {
        Scripts.compile("pausing", MESSAGES + """
                void main() {
                    Maelstrom.serve(node -> {
                        node.after(3_500, () -> node.log("timer at " + node.now()));
                        node.on(Echo.class, echo -> {
                            node.log(echo.echo() + " at " + node.now());
                            return new EchoOk(echo.echo());
                        });
                    });
                }
                """, folder);
        EventLoop loop = new EventLoop(new Clock.Virtual());
        List<String> said = new ArrayList<>();
        Script script = new Script(List.of(folder), "pausing", List.of());
        ScriptNode node = new ScriptNode(loop, script, "n0", _ -> { }, said::add, new SplittableRandom(1));
        node.start();
        node.deliver(message("""
                {"type": "init", "msg_id": 1, "node_id": "n0", "node_ids": ["n0"]}"""));
        String echo = """
                {"type": "echo", "msg_id": 2, "echo": "%s"}""";
        loop.at(2_500_000_000L, node::pause);
        loop.at(3_000_000_000L, () -> node.deliver(message(echo.formatted("first"))));
        loop.at(4_000_000_000L, () -> node.deliver(message(echo.formatted("second"))));
        loop.at(5_000_000_000L, node::resume);
        loop.at(6_000_000_000L, () -> node.deliver(message(echo.formatted("third"))));
        loop.at(7_000_000_000L, loop::stop);
        loop.run();
        assertEquals(List.of("first at 5000", "timer at 5000", "second at 5000", "third at 6000"), said);
    }

    @Test
    void timersAreExact() throws Exception {
        assertEquals(List.of(1_250.6), latencies(runEcho("""
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        node.sleep(1_250);
                        return new EchoOk(request.echo());
                    }));
                }
                """)));
    }
}
