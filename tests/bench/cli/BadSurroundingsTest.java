import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test where memory, disk or neighbours are not as they should be: it says so, and never gives a wrong verdict. */
class BadSurroundingsTest {

    private static final String BROADCAST = Shell.home().resolve("broadcast.java").toString();

    @TempDir
    private Path folder;

    /** Status 1 would mean that the script was convicted. Either the bench sees the end coming, or the JVM does. */
    @Test
    void aBenchWithoutMemoryGivesNoVerdict() {
        Shell.Result result = MaelstromCommand.run(Shell.in(folder).with("JAVA_TOOL_OPTIONS", "-Xmx48m"), "test",
                "-w", "broadcast", "--bin", BROADCAST, "--engine", "sim", "--node-count", "5", "--rate", "1000",
                "--time-limit", "100000");
        assertEquals(255, result.status(), result.out() + result.err());
        String said = result.out() + result.err();
        assertTrue(said.contains("no longer fits in memory") || said.contains("OutOfMemoryError"), said);
    }

    @Test
    void aFullDiskCostsFilesButNotTheVerdict() throws IOException {
        Python.assumeInstalled();
        Path small = Files.createDirectory(folder.resolve("small"));
        Shell.Result mount = Shell.in(folder).run("", "mount", "-t", "tmpfs", "-o", "size=1m", "none", small);
        assumeTrue(mount.status() == 0, "no small disk can be made here: " + mount.err().strip());
        try {
            Files.write(small.resolve("large"), new byte[1_000_000]);
            Shell.Result result = MaelstromCommand.run(small, "test", "-w", "echo", "--bin",
                    String.join(" ", Python.command("broken/node.py")), "--engine", "live", "--node-count", "1",
                    "--rate", "50", "--time-limit", "3");
            assertEquals(0, result.status(), result.out() + result.err());
            assertEquals("", result.err());
            List<String> notes = result.out().lines().filter(line -> line.contains("No space left on device")).toList();
            assertEquals(1, notes.size(), result.out());
            assertTrue(notes.getFirst().contains("not all files could be written"), result.out());
            assertTrue(result.out().endsWith("\nEverything looks good! ヽ(‘ー`)ノ\n"), result.out());
        } finally {
            Shell.in(folder).run("", "umount", small);
        }
    }

    /** Each has a store of its own, whatever store/latest says. */
    @Test
    void severalComparisonsInOneFolderDoNotDisturbEachOther() {
        Background.atOnce(4, seed -> MaelstromCommand.run(folder, "test", "-w", "echo", "--bin",
                Shell.home().resolve("echo.java").toString(), "--check-determinism", "--seed", Integer.toString(seed),
                "--time-limit", "2")).forEach(run -> {
                    assertEquals(0, run.status(), run.out() + run.err());
                    assertTrue(run.out().contains("Deterministic: two runs of seed "), run.out());
                });
    }
}
