import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows after a run, in this order: the verdict, the reason, the figures, and where to look. */
class SummaryTest {

    @TempDir
    private Path folder;

    private Shell.Result test(String... options) {
        return MaelstromCommand.run(Shell.in(folder),
                Stream.concat(Stream.of("test", "--engine", "sim"), Stream.of(options)).toArray(String[]::new));
    }

    private static String script(String name) {
        return Shell.home().resolve(name).toString();
    }

    @Test
    void aFailingRunTellsItsStoryAndItsFaults() throws Exception {
        Shell.Result run = test("--bin", script("tests/broken/broadcast_sent_once.java"), "-w", "broadcast",
                "--node-count", "5", "--time-limit", "20", "--rate", "10", "--latency", "100", "--nemesis", "partition",
                "--seed", "1");
        assertEquals(1, run.status(), run.out());
        List<String> parts = List.of("✗ Invalid: lost\n", "2 is lost.\n", "n2 acknowledged it at 0.12 s.",
                "lost to the cut.", "And 18 more values: 3, 14, 18 …", "Usually a node tells others once",
                "Faults      cut: n2 | n0 n1 n3 n4, 0.001 to 9.94 s\n", "Operations  all 201 succeeded\n",
                "Messages    3.87 between servers", "Report      store/broadcast/", "Analysis invalid!");
        int at = 0;
        for (String part : parts) {
            assertTrue(run.out().indexOf(part, at) >= at, part + " is missing, or out of order, in\n" + run.out());
            at = run.out().indexOf(part, at);
        }
        assertFalse(run.out().contains("\033"), "colours in a pipe");
        assertFalse(run.out().contains("process "), "clients have nodes, and no numbers");
    }

    @Test
    void aValidRunEndsWithMaelstromsWords() throws Exception {
        Shell.Result run = test("--bin", script("broadcast.java"), "-w", "broadcast", "--node-count", "5",
                "--time-limit", "5", "--rate", "10", "--max-msgs-per-op", "30", "--max-latency", "60000",
                "--seed", "1");
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().contains("\n✓ Valid\n"), run.out());
        assertTrue(run.out().matches(
                "(?s).*Messages    [0-9.]{1,5} between servers for each operation \\(limit 30\\)\n.*"), run.out());
        assertTrue(run.out().matches("(?s).*at most \\d+ ms \\(limit 60000 ms\\)\n.*"), run.out());
        assertTrue(run.out().endsWith("\nEverything looks good! ヽ(‘ー`)ノ\n"), run.out());
    }

    /** Writes a script that uses the helper. Its text begins with line 4. */
    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), """
                //JAVA 25+
                //DEPS tools.jackson.core:jackson-databind:3.2.4
                //SOURCES %s
                """.formatted(Shell.home().resolve("lib/Maelstrom.java")) + text);
    }

    @Test
    void aMessageThatNoHandlerTakesIsTold() throws Exception {
        Path node = script("deaf.java", """
                record Echo(Object echo) {}
                record EchoOk(Object echo) {}
                record News(Object value) {}
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        node.peers().forEach(peer -> node.send(peer, new News(request.echo())));
                        return new EchoOk(request.echo());
                    }));
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "echo", "--node-count", "2", "--time-limit", "2",
                "--seed", "1");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().contains(" could not handle a message of another node: no handler for messages of type "
                + "\"news\"\n"), run.out());
    }

    @Test
    void aMalformedReplyIsToldOnce() throws Exception {
        Path node = script("dumb.java", """
                record Echo() {}
                record EchoOk() {}
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk()));
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "echo", "--node-count", "1", "--time-limit", "2",
                "--seed", "1");
        assertEquals(1, run.status(), run.out() + run.err());
        assertEquals(2, run.out().split("the field \"echo\" is missing", -1).length, run.out());
    }

    @Test
    void kafkasCrashesAreNoFailures() throws Exception {
        Shell.Result run = test("--bin", script("kafka.java"), "-w", "kafka", "--node-count", "2",
                "--concurrency", "2n", "--time-limit", "20", "--rate", "100", "--seed", "1");
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().matches("(?s).*Operations  all \\d+ succeeded; \\d+ clients crashed on purpose\n.*"),
                run.out());
    }

    @Test
    void aHandlerThatThrowsIsShownWithItsLine() throws Exception {
        Path node = script("npe.java", """
                record Echo(String echo) {}
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        throw new IllegalStateException("boom");
                    }));
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "echo", "--node-count", "2", "--time-limit", "2");
        assertTrue(run.out().matches("(?s).*\nn\\d and 1 more, npe.java:7: .*boom\n.*"), run.out());
    }

    @Test
    void aHandlerThatReturnsNothingIsShownWithItsLine() throws Exception {
        Path node = script("mute.java", """
                record Echo(String echo) {}
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Echo.class, request -> null);
                    });
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "echo", "--node-count", "1", "--time-limit", "2");
        assertTrue(run.out().contains("\nn0, mute.java:7: the handler of Echo returned null, so a client gets no "
                + "reply\n"), run.out());
        assertFalse(run.out().contains("Node n0 did not reply"), "that is told\n" + run.out());
    }

    @Test
    void aSetUpThatThrowsIsShownWithItsLineAndWithoutTheLinesOfTheBench() throws Exception {
        Path node = script("twice.java", """
                record Echo(String echo) {}
                void main() {
                    Maelstrom.serve(node -> {
                        node.on(Echo.class, request -> null);
                        node.on(Echo.class, request -> null);
                    });
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "echo", "--node-count", "1", "--time-limit", "2");
        assertEquals(255, run.status(), run.out());
        assertTrue(run.out().contains("s  twice.java:8: the set-up"), run.out());
        assertFalse(run.out().contains("ScriptNode"), run.out());
    }

    @Test
    void anOperationThatNeverSucceedsIsTheOnlyAnomalyOfASetThatNobodyRead() throws Exception {
        Path node = script("todo.java", """
                record Topology() {}
                record TopologyOk() {}
                void main() {
                    Maelstrom.serve(node -> node.on(Topology.class, request -> new TopologyOk()));
                }
                """);
        Shell.Result run = test("--bin", node.toString(), "-w", "broadcast", "--node-count", "1", "--time-limit", "2");
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("✗ Invalid: never-succeeded\n"), run.out());
    }

    @Test
    void everyRunLeavesItsJournalAndItsReport() throws Exception {
        test("--bin", script("echo.java"), "-w", "echo", "--node-count", "1", "--time-limit", "2", "--seed", "1");
        Path store = folder.resolve("store/latest");
        assertTrue(Files.readString(store.resolve("journal.jsonl")).startsWith("{\"t\":0,\"event\":\"node\""));
        assertTrue(Files.size(store.resolve("report.html")) > 100_000);
    }
}
