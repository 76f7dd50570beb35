import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.cli.Cli;
import bench.sim.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gives one line that names it and Maelstrom's exit status, and leaves nothing in {@code store/}. */
@Isolated("what it runs in this JVM prints to System.out, where it looks")
class CommandLineTest {

    private static final int BAD_ARGUMENTS = 254;

    @TempDir
    private Path folder;

    /** A command line that is wrong, and what the complaint must contain. */
    private record Mistake(String words, String complaint) {

        @Override
        public String toString() {
            return words.replace(Shell.home() + "/", "");
        }
    }

    /** The rest of an otherwise correct command line. */
    private static Mistake inTest(String options, String complaint) {
        String right = "test -w echo --time-limit 1 --bin " + Shell.home().resolve("echo.java");
        return new Mistake(right + " " + options, complaint);
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("tets", "There is no command tets; did you mean test?"),
                new Mistake("test -w echo", "'--bin=FILE'"),
                new Mistake("test " + Shell.home().resolve("echo.java"), "maelstrom test --bin " + Shell.home()),
                new Mistake("test -w echo --bin nowhere.java", "nowhere.java"),
                new Mistake("test -w echo --bin " + Shell.home(), "is a folder"),
                new Mistake("test -w echo --bin " + Shell.home().resolve("README.md"), "README.md is not executable"),
                inTest("-w ecko", "Failed to validate \"--workload ecko\": Must be one of broadcast, echo, "),
                inTest("--frobnicate", "Unknown option: '--frobnicate'"),
                inTest("--rate", "'--rate'"),
                inTest("--rate fast", "'fast' is not a number"),
                inTest("--time-limit soon", "'soon' is not a whole number"),
                inTest("--rate -1", "Failed to validate \"--rate -1.0\": "),
                inTest("--rate NaN", "Failed to validate \"--rate NaN\": "),
                inTest("--latency -1", "Failed to validate \"--latency -1\": "),
                inTest("--latency-dist normal", "\"--latency-dist normal\": Must be one of constant, uniform, "),
                inTest("--time-limit 0", "Failed to validate \"--time-limit 0\": "),
                inTest("--node-count 0", "Failed to validate \"--node-count 0\": "),
                inTest("--node-count three", "'three'"),
                inTest("--nodes n1,n1", "Failed to validate \"--nodes n1,n1\": "),
                inTest("--concurrency 2m", "Failed to validate \"--concurrency 2m\": "),
                inTest("--availability 1.5", "Failed to validate \"--availability 1.5\": "),
                inTest("--availability some", "Failed to validate \"--availability some\": "),
                inTest("--topology moebius", "Failed to validate \"--topology moebius\": Must be one of "),
                inTest("--nemesis partition,gremlins", "\"--nemesis gremlins\": Must be one of partition, "),
                inTest("--nemesis-interval 0", "Failed to validate \"--nemesis-interval 0.0\": "),
                inTest("--consistency-models read-comitted", "\"--consistency-models read-comitted\": Must be one of "),
                inTest("--engine warp", "Failed to validate \"--engine warp\": Must be one of jepsen, live, sim"),
                inTest("--engine live --check-determinism", "Only sim can --check-determinism"),
                inTest("--engine jepsen --seed 7", "Failed to validate \"--seed 7\": "),
                inTest("--engine live --nemesis clock", "Failed to validate \"--nemesis clock\": "),
                new Mistake("soak 9z", "There is no level 9z; "),
                new Mistake("hint 3", "The levels of 3 are 3a, 3b, 3c, 3d, 3e"),
                new Mistake("hint kafka", "The levels of kafka are 5a, 5b, 5c"),
                new Mistake("why store/latest", "maelstrom why alone explains the last failing run"),
                new Mistake("test -w echo --bin “jbang echo.java”", "typographic quotation mark"),
                new Mistake("soak --runs 0", "Failed to validate \"--runs 0\": "),
                new Mistake("soak --shard 9/3", "Failed to validate \"--shard 9/3\": "),
                new Mistake("soak --bin my_echo.java", "A script needs a level"),
                inTest("--engine jepsen --nemesis loss", "Failed to validate \"--nemesis loss\": "),
                new Mistake("tset", "did you mean test?"),
                new Mistake("doc", "maelstrom docs"),
                new Mistake("demo", "maelstrom scorecard"),
                new Mistake("test --bin /bin/cat", "-w"),
                inTest("--node-cuont 3", "did you mean --node-count"),
                inTest("–nemesis partition", "type --nemesis"),
                inTest("—-nemesis partition", "type --nemesis"),
                inTest("partition", "'partition' is not an option"),
                new Mistake("test -w echo --bin jbang " + Shell.home().resolve("echo.java"), "--bin 'jbang /"),
                new Mistake("test -w echo --bin " + Shell.home().resolve("echo"), "did you mean echo.java?"),
                inTest("--engine live --seed 7", "Failed to validate \"--seed 7\": "),
                new Mistake("test -w echo --bin /bin/cat --engine sim", "is not a Java script that uses"),
                new Mistake("test -w echo --bin /bin/cat --check-determinism", "is not a Java script that uses"));
    }

    static Stream<Mistake> numbersBeyondTheirEdges() {
        Map<String, List<String>> beyond = new LinkedHashMap<>();
        beyond.put("--node-count", List.of("0", "-1", "1.5", "NaN", "2147483647", "9999999999"));
        beyond.put("--time-limit", List.of("0", "-1", "1.5", "NaN", "1e-10", "9999999999"));
        beyond.put("--rate", List.of("-1", "NaN", "Infinity", "1e-10", "1e-300", "2147483647"));
        beyond.put("--latency", List.of("-1", "1.5", "NaN", "9999999999"));
        beyond.put("--nemesis-interval", List.of("0", "-1", "NaN", "1e-300", "9999999999"));
        beyond.put("--key-count", List.of("0", "-1", "1.5", "1001", "2147483647", "9999999999"));
        beyond.put("--max-txn-length", List.of("0", "-1", "NaN", "2147483647"));
        beyond.put("--max-writes-per-key", List.of("0", "-1", "NaN", "2147483647"));
        beyond.put("--test-count", List.of("0", "-1", "1.5", "2147483647"));
        beyond.put("--concurrency", List.of("0", "-1", "0n", "1.5n", "999999n", "9999999999", "NaN"));
        beyond.put("--availability", List.of("-1", "NaN", "1.0001", "9999999999"));
        beyond.put("--max-msgs-per-op", List.of("-1", "NaN", "Infinity"));
        beyond.put("--max-median", List.of("-1", "NaN"));
        beyond.put("--max-latency", List.of("-1", "NaN"));
        beyond.put("--seed", List.of("NaN", "1.5", "99999999999999999999"));
        beyond.put("--nodes", List.of(",", "n1,,n2", "n1,n1", "n1,lin-kv", "seq-kv", "c1", "../../x", "/x", ".",
                "n1,a b".replace(' ', '\t'),
                "n".repeat(65)));
        return beyond.entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .map(value -> inTest(entry.getKey() + " " + value, entry.getKey())));
    }

    @ParameterizedTest
    @MethodSource({"mistakes", "numbersBeyondTheirEdges"})
    void aMistakeGivesOneLine(Mistake mistake) {
        Shell.Result result = run(mistake.words().split(" "));
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(mistake.complaint()), result.err());
        assertEquals("", result.out());
        assertEquals(BAD_ARGUMENTS, result.status());
    }

    /** Runs the command in this JVM, which is faster. */
    private static Shell.Result run(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = Cli.run(Shell.home(), new Simulator(ScriptNode::new), words);
            return new Shell.Result(status, printed.toString(StandardCharsets.UTF_8),
                    complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void aScriptWithATestLineOrAFamousNameBringsItsOptions() throws IOException {
        Path mine = Shell.program(folder.resolve("mine"), "# test: -w g-set --node-count 2 --seed 7\nexec cat");
        Shell.Result result = run("test", "--bin", mine.toString(), "--engine", "live");
        assertEquals(BAD_ARGUMENTS, result.status()); // because the line names the seed
        assertTrue(result.err().contains("--seed 7"), result.err());
        Path counter = Shell.program(folder.resolve("counter.py"), "exit 1");
        result = MaelstromCommand.run(folder, "test", "--bin", counter.toString(), "--node-count", "1", "--engine",
                "live");
        assertTrue(result.out().startsWith("Workload: g-counter (no -w; the challenge grow-only-counter says "),
                result.out());
        assertTrue(result.out().contains("node n0 ") && !result.out().contains("node n1 "), result.out());
    }

    @Test
    void withoutMaelstromDocsSayWhereThePagesAre() {
        Shell.Result result = MaelstromCommand.run(Shell.in(folder).with("XDG_CACHE_HOME", folder).with("PATH", "/bin"),
                "docs");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("github.com/jepsen-io/maelstrom"), result.out());
    }

    @Test
    void docsWithoutAPagerListThePages() throws IOException {
        Shell.program(folder.resolve("home/maelstrom"), "exit 1");
        Path page = Files.createFile(Files.createDirectory(folder.resolve("home/doc")).resolve("intro.md"));
        Shell.Result result = MaelstromCommand.run(Shell.in(folder).with("MAELSTROM_HOME", folder.resolve("home")),
                "docs");
        assertEquals(0, result.status(), result.err());
        assertEquals(page + "\n", result.out());
    }

    @Test
    void aMissingDirectiveIsSaid() throws IOException {
        String helper = Shell.home().resolve("lib/Maelstrom.java").toString();
        String program = "void main() { Maelstrom.serve(node -> { }); }\n";
        assertTrue(complaintAbout(program).contains("//SOURCES "));
        String withHelper = "//SOURCES " + helper + "\n" + program;
        String complaint = complaintAbout(withHelper);
        assertTrue(complaint.contains("//DEPS tools.jackson.core:jackson-databind:3.2.4"), complaint);
        assertEquals(1, complaint.lines().count(), complaint);
    }

    @Test
    void aWrongDirectiveIsSaidWithTheRightOne() throws IOException {
        String complaint = complaintAbout(Files.readString(Shell.home().resolve("echo.java"))
                .replace("//JAVA 25+", "//JAVA 17").replace("lib/", Shell.home().resolve("lib/").toString() + "/"));
        assertTrue(complaint.contains("bare.java: the helper needs Java 25"), complaint);
        assertEquals(1, complaint.lines().count(), complaint);
        complaint = complaintAbout("//SOURCES lib/Maelstrom.java\nvoid main() { }\n");
        assertTrue(complaint.contains("bare.java:1: error: there is no file "), complaint);
        assertTrue(complaint.endsWith("the helper is: //SOURCES "
                + folder.relativize(Shell.home().resolve("lib/Maelstrom.java")) + "\n"), complaint);
    }

    @Test
    void aFileNameThatIsNoNameForAClassIsSaid() throws IOException {
        String complaint = complaintAbout("my-node.java", "void main() { }\n");
        assertTrue(complaint.contains("also the name of a class"), complaint);
    }

    private String complaintAbout(String text) throws IOException {
        return complaintAbout("bare.java", text);
    }

    private String complaintAbout(String name, String text) throws IOException {
        Path script = Files.writeString(folder.resolve(name), text);
        Shell.Result result = run("test", "-w", "echo", "--bin", script.toString());
        assertEquals(BAD_ARGUMENTS, result.status());
        return result.err();
    }

    @Test
    void aMistakeLeavesNothingBehind() throws IOException {
        String script = Shell.home().resolve("echo.java").toString();
        Shell.Result result = MaelstromCommand.run(folder, "test", "-w", "ecko", "--bin", script);
        assertEquals(BAD_ARGUMENTS, result.status());
        assertNothingIsLeft();
    }

    @Test
    void aScriptThatDoesNotCompileIsComplainedOfOnceAndLeavesNothingBehind() throws IOException {
        Path script = Files.writeString(folder.resolve("typo.java"), """
                //JAVA 25+
                //DEPS tools.jackson.core:jackson-databind:3.2.4
                //SOURCES %s

                void main() {
                    Maelstrom.serv(node -> { });
                }
                """.formatted(Shell.home().resolve("lib/Maelstrom.java")));
        Shell.Result result = MaelstromCommand.run(folder, "test", "-w", "echo", "--bin", "jbang typo.java");
        Files.delete(script);
        assertEquals(BAD_ARGUMENTS, result.status());
        assertEquals(1, result.err().split("typo.java:6: error: cannot find symbol", -1).length - 1, result.err());
        assertEquals("", result.out());
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
