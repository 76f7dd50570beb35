import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the engine jepsen calls the real Maelstrom, here a stub, and how it interprets the result. */
class JepsenEngineTest {

    @TempDir
    Path folder;
    Path node;
    Shell shell;

    @BeforeEach
    void aNode() throws IOException {
        folder = folder.toRealPath();
        node = Shell.program(folder.resolve("node"), "cat");
        shell = Shell.in(folder).with("MAELSTROM_HOME", folder.resolve("home"));
    }

    /** Maelstrom with this behaviour; {@code store 3} leaves results with 3 messages for each operation. */
    private void maelstrom(String behaviour) throws IOException {
        Shell.program(folder.resolve("home/maelstrom"), """
                store() {
                  mkdir -p store/echo/20260101
                  echo "{:net {:servers {:send-count 1, :msgs-per-op $1}}}" >store/echo/20260101/results.edn
                  ln -s 20260101 store/echo/latest
                }
                """ + behaviour);
    }

    private Shell.Result test(String... more) {
        return MaelstromCommand.run(shell, Stream.concat(Stream.of("test", "--engine", "jepsen", "-w", "echo", "--bin",
                node.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void everyOptionOfMaelstromsIsHandedOnAndNoneOfOurs() throws IOException {
        maelstrom("for word; do echo \"$word\"; done >'" + folder.resolve("words") + "'; store 0");
        Shell.Result result = test("--node-count", "3", "--nodes", "a,b", "--concurrency", "2n", "--time-limit", "7",
                "--rate", "20.5", "--latency", "10", "--latency-dist", "uniform", "--nemesis", "partition",
                "--nemesis-interval", "5", "--availability", "total", "--consistency-models", "read-committed,causal",
                "--topology", "tree3", "--key-count", "5", "--max-txn-length", "3", "--max-writes-per-key", "9",
                "--log-stderr", "--log-net-send", "--log-net-recv", "--max-msgs-per-op", "5", "--rate", "30",
                "--", "x y", "--z");
        assertEquals(0, result.status(), result.out() + result.err());
        List<String> words = Files.readAllLines(folder.resolve("words"));
        assertEquals(List.of("test", "-w", "echo", "--bin", node.toString()), words.subList(0, 5));
        assertEquals(List.of("--", "x y", "--z"), words.subList(words.size() - 3, words.size()));
        for (String option : List.of("--node-count 3", "--nodes a,b", "--concurrency 2n", "--time-limit 7", "--rate 30",
                "--latency 10", "--latency-dist uniform", "--nemesis partition", "--nemesis-interval 5",
                "--availability total", "--consistency-models read-committed , causal", "--topology tree3",
                "--key-count 5", "--max-txn-length 3", "--max-writes-per-key 9")) {
            int at = words.indexOf(option.substring(0, option.indexOf(' ')));
            assertTrue(at > 0, option);
            assertEquals(option.substring(option.indexOf(' ') + 1), words.get(at + 1));
        }
        assertTrue(words.containsAll(List.of("--log-stderr", "--log-net-send", "--log-net-recv")), words.toString());
        assertFalse(words.contains("--max-msgs-per-op") || words.contains("--engine"), words.toString());
    }

    @Test
    void whatNodesLoggedIsToldAndTheReportSaysWhatWasRun() throws IOException {
        maelstrom("""
                store 0
                mkdir store/echo/latest/node-logs store/echo/latest/net-journal
                touch store/echo/latest/history.edn
                cat >store/echo/latest/node-logs/n0.log <<END
                Traceback (most recent call last):
                  File "node.py", line 7, in read
                KeyError: 'text'
                END
                """);
        Shell.Result result = test("--node-count", "1", "--time-limit", "7");
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("n0 logged: KeyError: 'text'\n"), result.out());
        String report = Files.readString(folder.resolve("store/latest/report.html"));
        assertTrue(report.contains("maelstrom test --engine jepsen -w echo --node-count 1 --time-limit 7 "), report);
        assertFalse(report.contains("--seed"), report);
    }

    @Test
    void nodesThatMaelstromStoppedListeningToAreNamed() throws IOException {
        maelstrom("""
                store 0
                mkdir store/echo/latest/net-journal
                cat >store/echo/latest/history.edn <<END
                {:index 0, :time 1000000000, :type :invoke, :process 0, :f :echo, :value "a"}
                {:index 1, :time 6000000000, :type :info, :process 0, :f :echo, :value "a", :error :net-timeout}
                END
                printf '2026-01-01 00:00:00,000\\tINFO\\t[jepsen worker 0] jepsen.util: 0\\t:invoke\\t:echo\\ta\\n' \\
                    >store/echo/latest/jepsen.log
                for node in n0 n1; do
                    printf '2026-01-01 00:00:00,500\\tWARN\\t[%s stdout] maelstrom.process: Error!\\n' $node
                    echo "E: Node $node printed a line to STDOUT which was not well-formed JSON:"
                    echo 'got a request'
                done >>store/echo/latest/jepsen.log
                """);
        Shell.Result result = test("--node-count", "2");
        assertTrue(result.out().contains("Maelstrom stopped listening to n0 and 1 more at 1.500 s, because it printed "
                + "a line on stdout that is not JSON"), result.out());
    }

    @Test
    void aHistoryThatCannotBeReadLeavesMaelstromsVerdict() throws IOException {
        maelstrom("""
                store 0
                mkdir store/echo/latest/net-journal
                echo '{:index 0, :time 1, :type :info, :process 0, :f :echo, :error {:two words 1}}' \\
                    >store/echo/latest/history.edn
                """);
        Shell.Result result = test();
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(result.out().contains("history.edn is not EDN"), result.out());
    }

    @Test
    void aRepeatedTestRunsOnceEachTimeAndIsHeldAgainstItsOwnFigures() throws IOException {
        String count = "'" + folder.resolve("count") + "'";
        maelstrom("echo \"$*\" >>" + count + "; store $(wc -l <" + count + ")");
        Shell.Result all = test("--test-count", "3", "--max-msgs-per-op", "3");
        assertEquals(0, all.status(), all.out() + all.err());
        assertTrue(all.out().contains("3 of 3 ran, 3 passed"), all.out());
        assertTrue(Files.readAllLines(folder.resolve("count")).stream().noneMatch(words -> words.contains(
                "--test-count")));
        Files.delete(folder.resolve("count"));
        Shell.Result two = test("--test-count", "3", "--max-msgs-per-op", "1");
        assertEquals(1, two.status());
        assertTrue(two.out().contains("2 of 3 ran, 1 passed"), two.out());
        try (Stream<Path> runs = Files.list(folder.resolve("store/echo"))) {
            assertEquals(5, runs.filter(run -> !Files.isSymbolicLink(run)).count());
        }
    }

    @Test
    void twoRunsAtOnceInOneFolderReadTheirOwnFigures() throws Exception {
        Path meet = folder.resolve("meet");
        maelstrom("""
                case "$*" in *'--rate 1'*) other=2 mine=1 ;; *) other=1 mine=2 ;; esac
                store $mine
                touch '%s'.$mine
                until [ -e '%s'.$other ]; do sleep 0.1; done
                """.formatted(meet, meet));
        Map<String, Future<Shell.Result>> runs = Background.begin(List.of("1", "2"),
                rate -> test("--rate", rate, "--max-msgs-per-op", "1"));
        assertEquals(0, runs.get("1").get().status(), runs.get("1").get().out());
        assertEquals(1, runs.get("2").get().status(), runs.get("2").get().out());
    }

    @Test
    void aSeedIsRefusedWhereTheRealMaelstromIsTheDefault() throws IOException {
        maelstrom("exit 0");
        Shell.Result result = MaelstromCommand.run(shell, "test", "-w", "echo", "--bin", node.toString(), "--seed",
                "7");
        assertEquals(254, result.status(), result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("\"--seed 7\""), result.err());
    }

    @Test
    void aMaelstromThatLeavesNoResultsIsNoVerdictOnALimit() throws IOException {
        maelstrom("exit 0");
        assertEquals(255, test("--max-msgs-per-op", "1").status());
    }

    /** So does a folder that is read-only, or a disk that is full. */
    @Test
    void aStoreThatCannotBeMadeIsOneLine() throws IOException {
        maelstrom("store 0");
        Path file = Files.createFile(folder.resolve("store"));
        Shell.Result result = test();
        assertEquals(255, result.status(), result.out() + result.err());
        assertEquals("maelstrom: " + file + " exists already\n", result.err());
    }

    @Test
    void aSignalLeavesNothingBehind() throws Exception {
        Path pid = folder.resolve("pid");
        maelstrom("mkdir -p store/echo/1; echo $$ >'" + pid + ".new'; mv '" + pid + ".new' '" + pid + "'; "
                + "exec sleep 1000");
        Process command = MaelstromCommand.start(shell, "test", "--engine", "jepsen", "-w", "echo", "--bin",
                node.toString());
        while (!Files.exists(pid)) {
            Thread.sleep(50);
        }
        ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        command.destroy();
        command.waitFor();
        child.onExit().join();
        assertFalse(child.isAlive());
        try (Stream<Path> left = Files.list(folder.resolve("store"))) {
            assertEquals(List.of(), left.filter(file -> file.getFileName().toString().startsWith(".")).toList());
        }
    }
}
