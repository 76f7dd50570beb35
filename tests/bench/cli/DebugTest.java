import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breakpoint stops a script in the simulator, and then the run continues to its verdict. */
class DebugTest {

    private static final int MOST_ATTEMPTS = 100;
    private static final String VM_STARTED = "VM Started";

    private static final String SCRIPT = """
            //JAVA 25+
            //DEPS tools.jackson.core:jackson-databind:3.2.4
            //SOURCES %s

            record Echo(Object echo) {}
            record EchoOk(Object echo) {}

            EchoOk answer(Echo request) {
                return new EchoOk(request.echo());
            }

            void main() {
                Maelstrom.serve(node -> node.on(Echo.class, this::answer));
            }
            """;
    private static final int LINE = 9;
    private static final Pattern PORT = Pattern.compile("waiting on port (\\d+)");

    @TempDir
    private Path folder;

    @Test
    void aBreakpointStopsTheClusterAndTheRunGoesOn() throws Exception {
        Files.writeString(folder.resolve("slow_echo.java"),
                SCRIPT.formatted(Shell.home().resolve("lib/Maelstrom.java")));
        Process test = start(Shell.home().resolve("lib/bin/maelstrom").toString(), "test", "--debug", "-w", "echo",
                "--bin", "slow_echo.java", "--node-count", "2", "--time-limit", "2");
        try (BufferedReader said = test.inputReader()) {
            Process jdb = attach(port(said));
            try (BufferedReader answers = jdb.inputReader(); Writer commands = jdb.outputWriter()) {
                tell(commands, "stop at slow_echo:" + LINE);
                tell(commands, "cont");
                String hit = readUntil(answers, "Breakpoint hit");
                assertTrue(hit.contains("Breakpoint hit"), hit);
                tell(commands, "clear slow_echo:" + LINE);
                tell(commands, "cont");
                String rest = said.readAllAsString();
                assertEquals(0, test.waitFor(), rest);
                assertTrue(rest.contains("Everything looks good!"), rest);
            } finally {
                jdb.destroy();
            }
        } finally {
            test.destroy();
        }
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    }

    /** The port is told before the JVM listens on it. */
    private Process attach(String port) throws IOException {
        Process jdb = jdb(port);
        for (int i = 0; i < MOST_ATTEMPTS && !isAttached(jdb); i++) {
            jdb.destroy();
            jdb = jdb(port);
        }
        return jdb;
    }

    /** Waits for the JVM's first event: a cont before it would leave the JVM suspended. */
    private static boolean isAttached(Process jdb) throws IOException {
        return readUntil(jdb.inputReader(), VM_STARTED).contains(VM_STARTED);
    }

    private Process jdb(String port) throws IOException {
        return start(System.getProperty("java.home") + "/bin/jdb", "-attach", port);
    }

    private static String port(BufferedReader said) throws IOException {
        String line = readUntil(said, "waiting on port");
        Matcher matcher = PORT.matcher(line);
        assertTrue(matcher.find(), line);
        return matcher.group(1);
    }

    private static void tell(Writer commands, String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** The output up to the line with these words, or to the end. */
    private static String readUntil(BufferedReader in, String words) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            said.append(line).append('\n');
            if (line.contains(words)) {
                break;
            }
        }
        return said.toString();
    }
}
