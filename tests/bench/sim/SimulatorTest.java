import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Edn;
import bench.history.Op;
import bench.sim.Purity;
import bench.sim.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                "script.java:9: Thread.sleep is wall time; call node.sleep",
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
        logs.forEach((node, lines) -> assertEquals("start 1", lines.getFirst(), node));
        assertEquals(2, logs.size());
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
    void aNodeThatIsBusyWithSomethingElseIsReported() throws Exception {
        String text = "void main() throws Exception { new CountDownLatch(1).await(); }";
        Scripts scripts = Scripts.compile("waits", text, folder);
        Exception stuck = assertThrows(Simulation.Stuck.class, () -> scripts.runImpatiently("waits", ECHO, 300));
        assertTrue(stuck.getMessage().contains("does it loop, or wait for something other than its node?"));
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
