import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
