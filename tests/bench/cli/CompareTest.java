import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code compare}, with a stub for the real Maelstrom: nodes that echo, and its judgement on them. */
class CompareTest {

    private static final String VALID = "{:valid? true, :errors ()}";
    private static final String INVALID = "{:valid? false, :errors ({:op 1})}";

    @TempDir
    private Path folder;
    private Shell shell;

    @BeforeEach
    void nodes() throws IOException {
        folder = folder.toRealPath();
        shell = Shell.in(folder).with("MAELSTROM_HOME", folder.resolve("home"));
        node("a.java", "-w echo --node-count 1 --time-limit 2");
        node("b.java", "-w echo --node-count 2 --time-limit 2");
    }

    private void node(String name, String options) throws IOException {
        Files.writeString(folder.resolve(name), Files.readString(Shell.home().resolve("echo.java"))
                .replace("lib/Maelstrom.java", Shell.home().resolve("lib/Maelstrom.java").toString())
                .replace("record Echo(", "// test: " + options + "\nrecord Echo("));
    }

    /** Maelstrom with this behaviour; {@code judge} takes its judgement on one operation, whose echo is right. */
    private void maelstrom(String behaviour) throws IOException {
        Shell.program(folder.resolve("home/maelstrom"), """
                echo "$*" >>'%s'
                judge() {
                  mkdir -p store/echo/20260101/net-journal
                  cat >store/echo/20260101/history.edn <<'END'
                {:index 0, :time 1, :type :invoke, :process 0, :f :echo, :value "hi"}
                {:index 1, :time 2, :type :ok, :process 0, :f :echo, :value {:type "echo_ok", :echo "hi"}}
                END
                  echo "{:stats {:valid? true}, :availability {:valid? true, :ok-fraction 1.0}, :workload $1,
                         :net {:servers {:send-count 0, :msgs-per-op 0.0}}}" >store/echo/20260101/results.edn
                }
                """.formatted(folder.resolve("calls")) + behaviour);
    }

    private Shell.Result compare(String... words) {
        return MaelstromCommand.run(shell, Stream.concat(Stream.of("compare"), Stream.of(words))
                .toArray(String[]::new));
    }

    private long calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).size();
    }

    @Test
    void whereBothAgreeTheTableSaysWhatEachOfThemSays() throws IOException {
        maelstrom("judge '" + VALID + "'");
        Shell.Result result = compare("--runs", "3", ".");
        assertEquals(0, result.status(), result.out() + result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("| node | test | Maelstrom | bench, same history |"), result.out());
        assertEquals("| ./a.java | `-w echo --node-count 1 --time-limit 2` | valid | valid | sim | valid 3 | valid 5 "
                + "| | 0, 0 | | |", lines.get(2));
        assertEquals("2 nodes compared, 0 disagreements", lines.getLast().split("\\.")[0], result.out());
        assertEquals(List.of("✓ ./a.java: valid", "✓ ./b.java: valid"),
                result.err().lines().filter(line -> !line.startsWith("maelstrom: waiting for ")).toList());
    }

    @Test
    void aDisagreementComesFirstAndFails() throws IOException {
        maelstrom("case \"$*\" in *'--node-count 2'*) judge '" + INVALID + "'; exit 1 ;; *) judge '" + VALID
                + "' ;; esac");
        Shell.Result result = compare("--runs", "3", "a.java", "b.java");
        assertEquals(1, result.status(), result.out() + result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals(List.of(
                "- b.java: of the same history, Maelstrom says invalid: errors and the bench valid",
                "- b.java: Maelstrom says invalid: errors, and sim valid 3"), lines.subList(0, 2));
        assertTrue(lines.get(5).startsWith("| b.java |") && lines.get(6).startsWith("| a.java |"), result.out());
    }

    @Test
    void aLongListCanBeResumed() throws IOException {
        maelstrom("judge '" + VALID + "'");
        Shell.Result one = compare("--runs", "1", "--resume", "rows", "a.java");
        assertEquals(0, one.status(), one.err());
        assertTrue(one.out().contains("\n1 node compared, 0 disagreements."), one.out());
        Shell.Result both = compare("--runs", "1", "--resume", "rows", "a.java", "b.java");
        assertEquals(0, both.status(), both.err());
        assertEquals(2, calls());
        assertTrue(both.out().contains("| a.java |") && both.out().contains("| b.java |"), both.out());
    }

    @Test
    void aTestThatMaelstromRefusesIsNoDisagreement() throws IOException {
        maelstrom("exit 254");
        Shell.Result result = compare("--runs", "1", "a.java");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("0 nodes compared, 0 disagreements; Maelstrom cannot run 1 more."),
                result.out());
    }

    @Test
    void withoutMaelstromItSaysSoInALine() {
        Shell.Result result = MaelstromCommand.run(shell.with("PATH", "/nowhere").with("XDG_CACHE_HOME", folder),
                "compare", "a.java");
        assertEquals(254, result.status(), result.out());
        assertEquals("maelstrom compare needs the real Maelstrom, which is not installed; maelstrom install "
                + "fetches it\n", result.err());
    }

    @Test
    void aNodeThatDoesNotSayHowItIsTestedIsRefused() throws IOException {
        maelstrom("exit 0");
        Files.writeString(folder.resolve("c.java"), "void main() {}");
        Shell.Result result = compare("c.java");
        assertEquals(254, result.status(), result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("// test: -w broadcast"), result.err());
    }
}
