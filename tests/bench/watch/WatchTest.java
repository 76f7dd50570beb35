import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --watch} as a user sees it at a terminal while saving files in an editor. */
class WatchTest {

    private static final String READY = "q quit";
    private static final String RIGHT = """
            //DEPS tools.jackson.core:jackson-databind:3.2.4
            //SOURCES lib/Maelstrom.java
            //SOURCES Shout.java
            // test: -w echo --node-count 1 --time-limit 5
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}
            void main() {
                Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(Shout.of(request.echo()))));
            }
            """;
    private static final String QUIET = "class Shout { static Object of(Object text) { return text; } }\n";
    private static final String LOUD = "class Shout { static Object of(Object text) { return text + \"!\"; } }\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScript() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        try (DirectoryStream<Path> helper = Files.newDirectoryStream(Shell.home().resolve("lib"), "Maelstrom*.java")) {
            for (Path file : helper) {
                Files.copy(file, folder.resolve("lib").resolve(file.getFileName()));
            }
        }
        MaelstromCommand.install(folder.resolve("maelstrom"));
        save("my_echo.java", RIGHT);
        save("Shout.java", QUIET);
    }

    /** Saves like an editor: the new text goes into another file, which replaces the old one. */
    private void save(String name, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve(name + "~"), text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Terminal watch(String options) {
        Terminal terminal = Terminal.open(folder);
        terminal.type("./maelstrom test --watch " + options + "; echo ended with $?");
        return terminal;
    }

    private static void assertSane(Terminal terminal) {
        terminal.type("stty -a; echo that is all");
        String modes = terminal.await("\nthat is all");
        assertTrue(modes.matches("(?s).*\\sicanon\\s.*") && modes.matches("(?s).*\\secho\\s.*"), modes);
        assertFalse(modes.contains("-icanon") || modes.contains("-echo "), modes);
    }

    @Test
    void aTestIsRunAgainWhenAFileIsSavedOrAKeyIsPressed() throws IOException {
        try (Terminal terminal = watch("--bin my_echo.java --engine sim --seed 7")) {
            terminal.await(READY);
            save("Shout.java", LOUD);
            terminal.await("Shout.java saved");
            terminal.await("Changed     echo-mismatch: 0 → ");
            save("my_echo.java", RIGHT.replace("new EchoOk", "EchoOk"));
            terminal.await("my_echo.java:8: error: cannot find symbol");
            save("my_echo.java", RIGHT);
            terminal.await("Changed     nothing");
            terminal.press("n");
            terminal.await("--seed 8 repeats this run");
            terminal.await("n next seed (9)");
            terminal.press("q");
            terminal.await("ended with 1");
            assertSane(terminal);
        }
    }

    /** Each save interrupts the run of the one before it, wherever that is: in a build, in the run, on the disk. */
    @Test
    void savesInQuickSuccessionAreNoFailures() throws Exception {
        try (Terminal terminal = watch("--bin my_echo.java --engine sim --seed 7")) {
            terminal.await(READY);
            for (int i = 0; i < 20; i++) {
                save("Shout.java", QUIET + "// " + i + "\n");
                Thread.sleep(100 + 20 * i); // so that each comes at another moment of a run
            }
            save("Shout.java", LOUD);
            String screen = terminal.await("Changed     echo-mismatch: 0 → ");
            assertFalse(screen.contains("failed: ") || screen.contains("cannot"), screen);
        }
    }

    @Test
    void aChangeOfTheHelperItselfTakesEffect() throws IOException {
        String helper = Files.readString(folder.resolve("lib/Maelstrom.java"));
        try (Terminal terminal = watch("--bin my_echo.java --engine sim")) {
            terminal.await(READY);
            save("lib/Maelstrom.java", helper.replace("InitOk", "InitFine"));
            terminal.await("Maelstrom.java saved");
            terminal.await("answered init with {\"type\":\"init_fine\"");
        }
    }

    @Test
    void theTerminalIsAsItWasAfterCtrlC() {
        try (Terminal terminal = watch("--bin my_echo.java --engine sim")) {
            terminal.await(READY);
            terminal.press("C-c"); // which also ends the line of commands
            terminal.type("echo ended with $?");
            terminal.await("ended with 130");
            assertSane(terminal);
        }
    }

    @Test
    void aRunInRealTimeEndsWhenAnotherBegins() throws IOException {
        Python.assumeInstalled();
        Path node = Files.copy(Shell.home().resolve("tests/good/gossip.py"), folder.resolve("gossip.py"));
        try (Terminal terminal = watch("-w broadcast --bin 'python3 gossip.py' --time-limit 600")) {
            terminal.await("working");
            Files.writeString(node, Files.readString(node) + "\n# another line\n");
            terminal.await("gossip.py saved");
            terminal.await("stopped");
            terminal.press("q");
            terminal.await("ended with 255"); // there has been no verdict
            assertSane(terminal);
        }
    }

    @Test
    void aNodeThatLoopsForEverDoesNotKeepTheNextVersionFromItsTurn() throws IOException {
        save("Shout.java", "class Shout { static Object of(Object text) { while (true) { } } }\n");
        try (Terminal terminal = watch("--bin my_echo.java --engine sim")) {
            terminal.await("Engine: sim");
            save("Shout.java", QUIET);
            terminal.await("Everything looks good!");
        }
    }
}
