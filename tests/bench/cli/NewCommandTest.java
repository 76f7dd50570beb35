import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a script whose first run says what is still to be done. */
class NewCommandTest {

    @TempDir
    private Path folder;

    @Test
    void itWritesAScriptAndSaysHowToTestIt() {
        Shell.Result written = MaelstromCommand.run(folder, "new", "my_broadcast.java");
        assertEquals(0, written.status(), written.err());
        assertTrue(written.out().contains("maelstrom test --bin my_broadcast.java\n"), written.out());
        Shell.Result run = MaelstromCommand.run(folder, "test", "--bin", "my_broadcast.java", "--engine", "sim",
                "--seed", "1", "--time-limit", "2");
        assertEquals(1, run.status(), run.out() + run.err());
        assertTrue(run.out().startsWith("Workload: broadcast (no -w; the test line in my_broadcast.java says "),
                run.out());
        assertTrue(run.out().contains("which got error 10: TODO."), run.out());
    }

    @Test
    void aMistakeGivesOneLineAndNoFile() {
        assertRefused("does not say what it is for", "Which workload", "new", "mine.py");
        assertRefused("no class can have it", "my_echo.java would do", "new", "my-echo.java");
        assertRefused("no such workload", "There is no workload ecko", "new", "mine.py", "-w", "ecko");
        assertRefused("no such folder", "There is no folder", "new", "nowhere/echo.py");
        assertRefused("no such language", "For another language, see: maelstrom help protocol", "new", "echo.rb");
        assertEquals(0, folder.toFile().list().length);
    }

    private void assertRefused(String why, String complaint, String... words) {
        Shell.Result result = MaelstromCommand.run(folder, words);
        assertEquals(254, result.status(), why);
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(complaint), result.err());
    }

    @Test
    void itNeverOverwrites() throws Exception {
        Path mine = Files.writeString(folder.resolve("echo.py"), "mine");
        assertRefused("it is there already", "echo.py already exists, and is left as it is", "new", "echo.py");
        assertEquals("mine", Files.readString(mine));
    }
}
