import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of one's own scripts, judged on the levels that they are for. */
class ScorecardTest {

    private static final int COLUMNS = 100;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(folder.resolve(name), text),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** An echo by its name, one by its test line, and files that are none. */
    private void writeScripts() throws IOException {
        String echo = Files.readString(Shell.home().resolve("echo.java")).replace("lib/Maelstrom.java",
                Shell.home().resolve("lib/Maelstrom.java").toString());
        write("my_echo.java", echo);
        write("silent.java", echo.replace("new EchoOk(request.echo())", "null")
                .replace("record Echo(", "// test: -w echo\nrecord Echo("));
        write("notes.md", "echo");
        write("tool.sh", "exit");
    }

    @Test
    void inAPipeItIsATableInMarkdownAndALineForAChat() throws IOException {
        writeScripts();
        Shell.Result card = MaelstromCommand.run(folder, "scorecard", ".", "--engine", "sim");
        assertEquals(1, card.status(), card.err());
        List<String> lines = card.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("| level | challenge | command | limits | best published | "),
                card.out());
        assertTrue(lines.get(2).startsWith("| 1 | echo | `--bin my_echo.java -w echo --node-count 1 --time-limit 10` |")
                && lines.get(2).endsWith("| sim | valid |"), card.out());
        assertTrue(lines.get(3).contains("silent.java") && lines.get(3).endsWith("| sim | invalid |"), card.out());
        assertEquals("", lines.get(4));
        assertTrue(lines.get(5).startsWith("Gossip Glomers, 1 of 14 levels (sim): ✓1 ·2 ·3a"), card.out());
        assertTrue(MaelstromCommand.run(folder, "challenge").out().startsWith("✓ 1   Echo"));
    }

    @Test
    void onATerminalItFits() throws IOException {
        writeScripts();
        MaelstromCommand.install(folder.resolve("maelstrom"));
        try (Terminal terminal = Terminal.open(folder)) {
            terminal.type("clear; ./maelstrom scorecard . --engine sim");
            String screen = terminal.await("1 of 14 levels");
            assertTrue(screen.lines().anyMatch(line -> line.matches("✓ 1 +echo +my_echo.java .* sim")), screen);
            assertTrue(screen.lines().anyMatch(line -> line.matches("✗ 1 +echo +silent.java .* sim +invalid")), screen);
            assertTrue(screen.lines().allMatch(line -> line.length() <= COLUMNS), screen);
        }
    }

    @Test
    void aScriptThatDoesNotBuildIsToldOnceAndTheOthersRun() throws IOException {
        writeScripts();
        write("my_broadcast.java", "//SOURCES nowhere.java\nvoid main() {}");
        Shell.Result card = MaelstromCommand.run(folder, "scorecard", ".", "--engine", "sim");
        assertEquals(254, card.status(), card.out() + card.err());
        assertEquals(2, card.out().split("nowhere.java", -1).length, card.out());
        assertTrue(card.out().contains("\n✗ my_broadcast.java cannot be run:\n"), card.out());
        assertFalse(card.out().contains("broken"), card.out());
        assertTrue(card.out().contains("(sim): ✓1 ·2 ✗3a ✗3b ✗3c ✗3d ✗3e ·4"), card.out());
    }

    @Test
    void whatAnEngineRefusesIsToldOnceWithTheReason() throws IOException {
        writeScripts();
        write("my_broadcast.java", "//JAVA 25+\nvoid main() {}");
        Shell.Result card = MaelstromCommand.run(folder, "scorecard", ".", "--engine", "sim");
        assertEquals(254, card.status(), card.out() + card.err());
        assertTrue(card.out().contains("\n✗ my_broadcast.java cannot be run:\nmy_broadcast.java is not a Java script "
                + "that uses lib/Maelstrom.java"), card.out());
        assertFalse(card.out().contains("broken"), card.out());
        assertTrue(card.out().contains("(sim): ✓1 ·2 ✗3a ✗3b ✗3c ✗3d ✗3e ·4"), card.out());
    }

    @Test
    void aFolderWithoutScriptsIsToldHowTheyAreFound() {
        Shell.Result card = MaelstromCommand.run(folder, "scorecard", ".");
        assertEquals(254, card.status());
        assertEquals(1, card.err().lines().count(), card.err());
        assertTrue(card.err().contains("// test: -w broadcast"), card.err());
    }
}
