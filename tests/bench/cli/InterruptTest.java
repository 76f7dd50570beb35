import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which reaches the bench and its nodes at once, ends a test with one plain line, and blames no node. */
class InterruptTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws IOException {
        MaelstromCommand.install(folder.resolve("maelstrom"));
    }

    @Test
    void aSimulationEnds() {
        assertEndsPlainly("--engine sim -w broadcast --node-count 25 --rate 1000 --time-limit 100000 --bin "
                + Shell.home().resolve("broadcast.java"));
    }

    @Test
    void nodesInPythonEnd() {
        Python.assumeInstalled();
        assertEndsPlainly("--engine live -w broadcast --time-limit 600 --bin "
                + Shell.home().resolve("tests/good/gossip.py"));
    }

    /** The main thread goes on starting nodes while the JVM ends. */
    @Test
    void nodesThatStartMeanwhileEndToo() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux tells what has left a process's tree");
        String mark = UUID.randomUUID().toString();
        Process bench = MaelstromCommand.start(Shell.in(folder).with("INTERRUPT_TEST", mark), "test", "-w", "echo",
                "--engine", "live", "--node-count", "300", "--bin", "sleep 600");
        while (bench.isAlive() && bench.descendants().findAny().isEmpty()) {
            Thread.sleep(10);
        }
        bench.destroy();
        assertEquals(143, bench.waitFor());
        Thread.sleep(1_000); // the last ones are dying
        List<ProcessHandle> left = ProcessHandle.allProcesses().filter(each -> hasInEnvironment(each, mark)).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        assertEquals(List.of(), left);
    }

    private static boolean hasInEnvironment(ProcessHandle process, String mark) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains(mark);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    @Test
    void aSoakPrintsWhatItHasFound() throws Exception {
        try (Terminal terminal = Terminal.open(folder)) {
            terminal.type("./maelstrom soak 3b --runs 100000 --bin "
                    + Shell.home().resolve("tests/broken/broadcast_sent_once.java"));
            while (!Pattern.compile(" of 100000 runs, [1-9]").matcher(terminal.screen()).find()) {
                Thread.sleep(20);
            }
            terminal.press("C-c");
            terminal.type("echo ended with $?");
            String screen = terminal.await("ended with 130");
            Matcher row = Pattern.compile("\\| 3b [^|]+\\| +(\\d+) \\|.* [1-9]\\d* \\|").matcher(screen);
            assertTrue(row.find(), screen);
            assertTrue(screen.contains("✗ 3b broadcast-multi-node"), screen);
            assertEquals(2, screen.split("Interrupted", -1).length, screen);
            assertTrue(screen.contains("Interrupted after " + row.group(1) + " of 100000 runs."), screen);
            assertFalse(screen.contains(": broken"), screen);
        }
    }

    @Test
    void aScorecardLeavesNoTemporaryFile() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Terminal terminal = Terminal.open(folder)) {
            terminal.type("JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary + " ./maelstrom scorecard --engine live "
                    + Shell.home());
            terminal.await("avail.");
            while (notes(temporary).isEmpty()) {
                Thread.sleep(20);
            }
            terminal.press("C-c");
            terminal.type("echo ended with $?");
            terminal.await("ended with 130");
            assertEquals(List.of(), notes(temporary));
        }
    }

    private static List<Path> notes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".store")).toList();
        }
    }

    private void assertEndsPlainly(String options) {
        try (Terminal terminal = Terminal.open(folder)) {
            terminal.type("./maelstrom test " + options);
            terminal.await("working");
            terminal.press("C-c");
            terminal.type("echo ended with $?");
            String screen = terminal.await("ended with 130");
            assertEquals(2, screen.split("Interrupted", -1).length, screen);
            assertFalse(screen.contains("broke") || screen.contains("alid"), screen);
        }
    }
}
