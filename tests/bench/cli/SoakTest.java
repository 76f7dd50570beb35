import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak on the command line: its table, its parts, its file, and what it finds. */
class SoakTest {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int UNKNOWN = 2;
    private static final int BAD_ARGUMENTS = 254;
    private static final int BROKEN = 255;
    private static final String ONCE = Shell.home().resolve("tests/broken/broadcast_sent_once.java").toString();

    @TempDir
    private Path folder;

    private Shell.Result soak(int status, String... words) {
        return run(status, "soak", words);
    }

    private Shell.Result run(int status, String command, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = command;
        System.arraycopy(words, 0, all, 1, words.length);
        Shell.Result result = MaelstromCommand.run(folder, all);
        assertEquals(status, result.status(), result.out() + result.err());
        return result;
    }

    /** The rows of the table, without its head. */
    private static List<String> rows(Shell.Result result) {
        List<String> table = result.out().lines().filter(line -> line.startsWith("| ")).toList();
        assertTrue(table.size() > 2, result.out() + result.err());
        return table.subList(2, table.size());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        assertTrue(matcher.find(), () -> "no " + pattern + " in\n" + text);
        return matcher.group(1);
    }

    @Test
    void itEndsWithATableAndThePartsAddUpToIt() throws IOException {
        Shell.Result whole = soak(VALID, "1", "--runs", "45");
        assertEquals("| challenge | runs | operations | messages | faults injected | violations |",
                whole.out().lines().findFirst().orElse(""));
        assertEquals(1, rows(whole).size());
        String number = " +[\\d,]+ \\|";
        assertTrue(rows(whole).getFirst().matches("\\| 1 echo +\\| +45 \\|" + number.repeat(3) + " +0 \\|"),
                whole::out);
        assertFalse(whole.out().contains("\r"), "nothing moves in a pipe");
        Path parts = folder.resolve("parts");
        Files.writeString(parts, soak(VALID, "1", "--runs", "45", "--shard", "1/2").out());
        Shell.Result half = run(UNKNOWN, "seeds", "parts");
        assertTrue(half.out().contains("Missing     22 runs of 1 echo"), half::out);
        Files.writeString(parts, soak(VALID, "1", "--runs", "45", "--shard", "2/2").out(), StandardOpenOption.APPEND);
        assertEquals(rows(whole), rows(run(VALID, "seeds", "parts")));
    }

    @Test
    void whatAKilledSoakHasDoneIsNotDoneAgain() throws Exception {
        Path file = folder.resolve("soak.jsonl");
        Process killed = MaelstromCommand.start(folder, "soak", "1", "--runs", "100000", "--out", file.toString());
        while (killed.isAlive() && (!Files.exists(file) || Files.size(file) == 0)) {
            Thread.sleep(20);
        }
        assertTrue(killed.isAlive());
        killed.descendants().forEach(ProcessHandle::destroyForcibly);
        killed.destroyForcibly().waitFor();
        List<String> done = Files.readAllLines(file);
        int runs = 10 * done.size() + 25;
        Files.writeString(file, "{\"command\":[\"soak\",\"ec", StandardOpenOption.APPEND);
        Shell.Result resumed = soak(VALID, "1", "--runs", Integer.toString(runs), "--out", file.toString());
        assertTrue(rows(resumed).getFirst().matches("\\| 1 echo +\\| +%,d \\|.*".formatted(runs)), resumed.out());
        assertEquals("25", found("Speed +(\\d+) runs", resumed.out()));
        assertEquals(done, Files.readAllLines(file).subList(0, done.size()));
        assertEquals(rows(resumed), rows(run(VALID, "seeds", file.toString())));
    }

    @Test
    void aPlantedBugIsFoundAndTheCommandBelowTheTableRepeatsIt() throws IOException {
        Shell.Result soak = soak(INVALID, "3b", ONCE, "--runs", "12");
        String row = rows(soak).getFirst();
        assertFalse(row.matches(".* 0 \\|"), row);
        assertEquals("invalid: lost", found("^✗ 3b broadcast-multi-node, .*, run \\d+: (.*)$", soak.out()));
        String command = found("^ {2}(maelstrom test .*)$", soak.out());
        MaelstromCommand.install(folder.resolve("maelstrom"));
        Shell.Result repeated = Shell.in(folder).with("PATH", folder + ":" + System.getenv("PATH"))
                .run("", "sh", "-c", command);
        assertEquals(INVALID, repeated.status(), repeated.out() + repeated.err());
        assertTrue(repeated.out().contains("Invalid: lost"), repeated::out);
    }

    /** Only a clock that leaps comes so far. Such a run is lost with its process, and the next one has another. */
    @Test
    void aRunThatEndsItsProcessIsAViolation() throws IOException {
        Path script = Files.writeString(folder.resolve("fragile.java"), """
                //JAVA 25+
                //DEPS tools.jackson.core:jackson-databind:3.2.4
                //SOURCES %s
                record Echo(Object echo) {}
                record EchoOk(Object echo) {}
                void main() {
                    Maelstrom.serve(node -> node.on(Echo.class, request -> {
                        if (node.now() > 25_000) {
                            end();
                        }
                        return new EchoOk(request.echo());
                    }));
                }
                void end() {
                    try {
                        System.class.getMethod("exit", int.class).invoke(null, 0);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
                """.formatted(Shell.home().resolve("lib/Maelstrom.java")));
        Shell.Result soak = soak(BROKEN, "1", "--bin", script.toString(), "--runs", "20");
        assertTrue(rows(soak).getFirst().matches(".* 20 \\|.* [1-7] \\|"), soak::out);
        List<String> violations = soak.out().lines().filter(line -> line.startsWith("✗")).toList();
        assertTrue(violations.stream().allMatch(line -> line.endsWith(": broken")), soak::out);
        List<String> commands = soak.out().lines().filter(line -> line.startsWith("  maelstrom test")).toList();
        assertEquals(violations.size(), commands.size());
        assertTrue(commands.stream().allMatch(line -> line.contains("clock")), soak::out);
    }

    @Test
    void aScriptThatCannotBeSimulatedIsRefused() throws IOException {
        Path script = Shell.program(folder.resolve("echo.sh"), "cat");
        Shell.Result refused = soak(BAD_ARGUMENTS, "1", "--bin", script.toString());
        assertEquals(script + " is not a Java script that uses lib/Maelstrom.java, and a soak simulates nothing else\n",
                refused.err());
    }
}
