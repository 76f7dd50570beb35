import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code maelstrom report} with a fake browser that records what it is asked to open. */
class ReportCommandTest {

    private static final int BAD_ARGUMENTS = 254;

    @TempDir
    private Path folder;
    private Path opened;

    @BeforeEach
    void standIn() throws IOException {
        opened = folder.toRealPath().resolve("opened");
        Shell.program(folder.resolve("browser"), "echo \"$1\" >" + opened + ".new; mv " + opened + ".new " + opened);
    }

    @Test
    void aRunHasAReportAndAnOldOneGetsItsAgain() throws Exception {
        Path broken = Shell.home().resolve("tests/broken/broadcast_to_itself.java");
        Shell.Result test = maelstrom("test", "-w", "broadcast", "--bin", broken.toString(), "--engine", "sim",
                "--node-count", "2", "--time-limit", "2", "--rate", "5", "--seed", "1", "--open");
        assertEquals(1, test.status(), test.out());
        Path report = folder.toRealPath().resolve("store/latest").toRealPath().resolve("report.html");
        assertTrue(Files.readString(report).contains("\"valid\":\"false\""));
        assertEquals(report.toUri().toString(), openedAddress());
        Files.delete(report);
        Files.delete(opened);
        Shell.Result again = maelstrom("report");
        assertEquals(0, again.status(), again.err());
        assertTrue(Files.readString(report).contains("\"valid\":\"false\""));
        assertEquals(report.toUri().toString(), openedAddress());
    }

    /** Waits, because the browser is a separate process. */
    private String openedAddress() throws Exception {
        while (!Files.exists(opened)) {
            Thread.onSpinWait();
        }
        return Files.readString(opened).strip();
    }

    /** That engine refuses a seed, so a command with one could not be typed again. */
    @Test
    void theCommandOfALiveRunNamesNoSeed() throws IOException {
        Path node = Shell.program(folder.resolve("node"), "exit 1");
        Shell.Result test = maelstrom("test", "-w", "echo", "--bin", node.toString(), "--engine", "live",
                "--node-count", "1", "--time-limit", "1");
        assertEquals(255, test.status(), test.out());
        String report = Files.readString(folder.resolve("store/latest/report.html"));
        assertTrue(report.contains("maelstrom test --engine live -w echo "), report);
        assertFalse(report.contains("--seed"), report);
    }

    @Test
    void aRunThatWasInterruptedIsPassedOver() throws Exception {
        String[] echo = {"test", "-w", "echo", "--bin", Shell.home().resolve("echo.java").toString(), "--engine",
            "sim", "--node-count", "1", "--time-limit", "1"};
        assertEquals(0, maelstrom(echo).status());
        Path store = folder.toRealPath().resolve("store");
        Path complete = store.resolve("latest").toRealPath();
        echo[echo.length - 1] = "1000000";
        Process endless = MaelstromCommand.start(folder, echo);
        while (Files.isSameFile(store.resolve("current"), complete)) {
            Thread.sleep(20);
        }
        endless.destroy();
        endless.waitFor();
        Shell.Result last = maelstrom("report", "--open");
        assertEquals(0, last.status(), last.err());
        assertEquals(complete.resolve("report.html").toUri().toString(), openedAddress());
        assertTrue(last.out().contains("was interrupted"), last.out());
        Shell.Result interrupted = maelstrom("report", "store/current");
        assertEquals(BAD_ARGUMENTS, interrupted.status());
        assertTrue(interrupted.err().contains("has no history: the run was interrupted"), interrupted.err());
    }

    @Test
    void whereThereIsNoRunItSaysSo() {
        Shell.Result result = maelstrom("report", "store/nothing");
        assertEquals(BAD_ARGUMENTS, result.status());
        assertTrue(result.err().startsWith("There is no run in store/nothing"), result.err());
    }

    private Shell.Result maelstrom(String... arguments) {
        return MaelstromCommand.run(Shell.in(folder).with("BROWSER", folder.resolve("browser")), arguments);
    }
}
