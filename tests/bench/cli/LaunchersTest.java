import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell commands in lib/bin work from anywhere, on any machine. */
class LaunchersTest {

    private static final Path BIN = Shell.home().resolve("lib/bin");

    @TempDir
    Path folder;
    Shell shell;

    @BeforeEach
    void aMachineWithoutJBang() throws IOException {
        folder = folder.toRealPath();
        String path = Stream.of(System.getenv("PATH").split(":"))
                .filter(entry -> !Files.exists(Path.of(entry, "jbang")))
                .collect(Collectors.joining(":"));
        shell = Shell.in(folder).with("PATH", folder.resolve("bin") + ":" + path);
    }

    private Path program(String name, String script) throws IOException {
        return Shell.program(folder.resolve(name), script);
    }

    private Path jdk(String name, int feature) throws IOException {
        Path home = folder.resolve(name);
        program(name + "/bin/java", "exit 1");
        program(name + "/bin/javac", "exit 1");
        Files.createFile(Files.createDirectories(home.resolve("lib")).resolve("modules"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + feature + ".0.1\"\n");
        return home;
    }

    @Test
    void aJBangOnThePathIsUsedWithTheJdkThatIsNewEnough() throws IOException {
        program("bin/jbang", "echo \"$JAVA_HOME $*\"");
        Path old = jdk("old", 21);
        Path jdk = jdk("jdk", 26);
        assertEquals(jdk + " run x\n", shell.with("JAVA_HOME", jdk).run("", BIN.resolve("jbang"), "run", "x").out());
        Files.createSymbolicLink(folder.resolve("bin/java"), jdk.resolve("bin/java"));
        assertEquals(jdk + " run x\n", shell.with("JAVA_HOME", old).run("", BIN.resolve("jbang"), "run", "x").out());
        assertEquals(jdk + " \n", shell.with("JAVA_HOME", "").run("", BIN.resolve("jbang")).out());
    }

    @Test
    void ourOwnJBangIsNotMistakenForOneOnThePath() throws IOException {
        Path otherClone = folder.resolve("clone/lib/bin");
        Files.createDirectories(otherClone);
        for (String name : List.of("jbang", "common.sh")) {
            Files.copy(BIN.resolve(name), otherClone.resolve(name));
        }
        Path jbang = program("jbang/jbang", "echo real");
        Files.createDirectory(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(folder.resolve("bin/jbang"), BIN.resolve("jbang"));
        String path = String.join(":", BIN.toString(), otherClone.toString(), folder.resolve("bin").toString(),
                jbang.getParent().toString(), shell.environment().get("PATH"));
        assertEquals("real\n", shell.with("PATH", path).run("", link).out());
        Files.delete(link);
    }

    @Test
    void scriptsRunAsTheyAreWithTheirInputArgumentsAndStatus() throws IOException {
        Path script = Files.writeString(Files.createDirectory(folder.resolve("my scripts")).resolve("script.java"), """
                //JAVA 25+
                void main(String... args) {
                    IO.println(IO.readln() + List.of(args));
                    System.exit(7);
                }
                """);
        Shell.Result result = shell.run("in\n", BIN.resolve("jbang"), script, "a b", "$HOME", "it's");
        assertEquals("in[a b, $HOME, it's]\n", result.out(), result.err());
        assertEquals(7, result.status());
    }

    @Test
    void twoFirstRunsAtOnceFetchJBangWithoutDamage() throws IOException {
        assumeTrue(shell.run("", "sh", "-c", "command -v mvn").status() == 0, "no Maven here");
        Path cache = folder.resolve("cache");
        for (Shell.Result run : Background.atOnce(2, _ ->
                shell.with("XDG_CACHE_HOME", cache).run("", BIN.resolve("jbang"), "version"))) {
            assertEquals(0, run.status(), run.err());
            assertEquals("0.132.1\n", run.out());
        }
        try (Stream<Path> left = Files.list(cache.resolve("gossip-glomers"))) {
            assertEquals(List.of("jbang-0.132.1-gson-2.13.1"), left.map(file -> file.getFileName().toString())
                    .toList());
        }
    }

    @Test
    void withoutNetworkOneLineTellsWhatIsMissing() throws IOException {
        for (String command : List.of("mvn", "curl", "wget")) {
            program("bin/" + command, "exit 1");
        }
        assertFetchFails("cannot download JBang");
    }

    @Test
    void aReleaseWithTheWrongChecksumIsNotUsed() throws IOException {
        program("bin/mvn", "exit 1");
        program("bin/curl", "while [ \"$1\" != --output ]; do shift; done; echo forged >\"$2\"");
        assertFetchFails("checksum");
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsFetched() throws IOException {
        program("bin/df", "echo Filesystem; echo /dev/full 100000 99000 3072 97% /");
        assertFetchFails("needs 20 MB, but 3 MB are free");
    }

    private void assertFetchFails(String reason) throws IOException {
        Path cache = folder.resolve("cache");
        Shell.Result result = shell.with("XDG_CACHE_HOME", cache).run("", BIN.resolve("jbang"), "--version");
        assertEquals(1, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().lines().toList().getLast().contains(reason), result.err());
        assertEquals(2, result.err().lines().count(), result.err());
        try (Stream<Path> left = Files.list(cache.resolve("gossip-glomers"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aCacheFolderThatCannotBeWrittenToIsReplacedButNotByAStrangers() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Shell readOnly = shell.with("XDG_CACHE_HOME", file.resolve("cache")).with("TMPDIR", folder);
        String find = ". '" + BIN.resolve("common.sh") + "'; find_cache && echo \"$cache\"";
        Shell.Result result = readOnly.run("", "sh", "-c", find);
        assertTrue(result.out().startsWith(folder + "/gossip-glomers-"), result.out());
        assertEquals(result, readOnly.run("", "sh", "-c", find));
        assertEquals(0, readOnly.run("", "chmod", "777", result.out().strip()).status());
        Shell.Result refused = readOnly.run("", "sh", "-c", find);
        assertEquals(1, refused.status());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    private Shell.Result withCommon(String script) {
        return shell.run("", "sh", "-c", ". '" + BIN.resolve("common.sh") + "'; " + script);
    }

    @Test
    void aLockIsTakenFromTheDead() throws IOException {
        assertEquals(0, withCommon("lock l").status());
        assertTrue(Files.isSymbolicLink(folder.resolve("l")));
        Shell.Result next = withCommon("lock l; readlink l; echo $$");
        List<String> lines = next.out().lines().toList();
        assertTrue(lines.getFirst().startsWith(lines.getLast() + "-"), next.out());
    }

    @Test
    void aLockWhoseProcessNumberHasGoneToAnotherProcessIsTaken() {
        assertEquals("taken\n", withCommon("sleep 60 & ln -s $!-12345 l; lock l; kill $!; echo taken").out());
        assertEquals("taken\n", withCommon("ln -sf $$-12345 m; lock m; echo taken").out());
    }

    @Test
    void aLockIsWaitedForWithAWord() {
        Shell.Result result = withCommon("sleep 600 & holder=$!; ln -s \"$holder-$(started $holder)\" l; "
                + "(until grep -qs waiting said; do sleep 0.1; done; kill $holder) & lock l 2>said; "
                + "cat said; echo taken");
        assertTrue(result.out().matches(".*waiting for process \\d+, which is preparing l\ntaken\n"), result.out());
    }

    @Test
    void aCacheFolderThatJavaCannotReadIsReplaced() {
        String find = "find_cache && echo \"$cache\"";
        for (Shell odd : List.of(shell.with("XDG_CACHE_HOME", folder.resolve("a:b")),
                shell.with("XDG_CACHE_HOME", "").with("HOME", ""))) {
            Shell.Result result = odd.with("TMPDIR", folder).run("", "sh", "-c", ". '" + BIN.resolve("common.sh")
                    + "'; " + find);
            assertTrue(result.out().startsWith(folder + "/gossip-glomers-"), result.out() + result.err());
        }
    }

    @Test
    void jvmOptionsThatJavaRefusesAreNoVerdict() {
        Shell.Result result = shell.with("JAVA_TOOL_OPTIONS", "-XX:+NoSuchOption").run("", BIN.resolve("maelstrom"),
                "--help");
        assertEquals(255, result.status());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("NoSuchOption"), result.err());
    }

    @Test
    void templatesAndCataloguesOfJBangWork() {
        Shell.Result result = shell.run("", BIN.resolve("jbang"), "template", "list");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().lines().anyMatch("cli"::equals), result.out());
        Shell.Result echo = Shell.in(Shell.home()).run("{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{\"type\":\"init\","
                + "\"msg_id\":1,\"node_id\":\"n0\",\"node_ids\":[\"n0\"]}}\n", BIN.resolve("jbang"), "echo");
        assertTrue(echo.out().contains("init_ok"), echo.out() + echo.err());
    }

    @Test
    void aCloneWhosePathIsNotAsciiWorksInAnyLocale() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("Übung"));
        assertEquals(0, Shell.in(Shell.home()).run("", "cp", "-R", "lib", "echo.java", "devbox.json", clone).status());
        Shell.Result result = shell.with("LC_ALL", "C").run("", clone.resolve("lib/bin/maelstrom"), "test", "-w",
                "echo", "--bin", clone.resolve("echo.java"), "--engine", "sim", "--time-limit", "1");
        assertEquals(0, result.status(), result.out() + result.err());
    }

    @Test
    void theBenchRunsFromAnywhereThroughALinkAndPrintsNothingOfTheJvm() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link to maelstrom"), BIN.resolve("maelstrom"));
        Shell.Result result = shell.run("", link, "--help");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().startsWith("Usage: maelstrom"), result.out());
        assertFalse(result.out().contains("warning"), result.out());
        Files.delete(link);
    }

    @Test
    void aDamagedBenchIsBuiltAnewOnceWhenTwoCommandsFindIt() throws IOException {
        assertEquals(0, shell.run("", BIN.resolve("maelstrom"), "--help").status());
        Path ours = folder.resolve("cache/gossip-glomers");
        Files.createDirectories(ours);
        shell.run("", "sh", "-c", ". '" + BIN.resolve("common.sh") + "'; find_cache; cd \"$cache\"; "
                + "cp -R jbang* bench* '" + ours + "'");
        try (Stream<Path> builds = Files.list(ours).filter(file -> Files.exists(file.resolve("bench.jar")))) {
            for (Path build : builds.toList()) {
                byte[] damaged = Files.readAllBytes(build.resolve("bench.jar"));
                damaged[damaged.length / 2] ^= 1;
                Files.write(build.resolve("bench.jar"), damaged);
            }
        }
        Path abandoned = Files.createDirectories(ours.resolve("building-1.999999999/jbang")); // no such process
        Shell fresh = shell.with("XDG_CACHE_HOME", folder.resolve("cache"));
        List<Shell.Result> runs = Background.atOnce(2, _ -> fresh.run("", BIN.resolve("maelstrom"), "--help"));
        List<String> said = runs.stream().flatMap(run -> run.err().lines())
                .filter(line -> line.startsWith("maelstrom: ")).toList(); // whoever comes second waits, and says so
        assertEquals(List.of("maelstrom: building the bench (only once; it takes a minute or two)",
                "maelstrom: fetching its libraries", "maelstrom: compiling it",
                "maelstrom: training its start-up cache with a short run"), said);
        assertEquals(0, runs.getFirst().status());
        assertEquals(runs.getFirst().out(), runs.getLast().out());
        assertTrue(Files.notExists(abandoned.getParent()), "a killed build has left something");
    }

    @Test
    void theShellIsPosix() {
        assumeTrue(shell.run("", "sh", "-c", "command -v shellcheck").status() == 0, "no shellcheck here");
        Shell.Result result = Shell.in(BIN)
                .run("", "shellcheck", "--shell=sh", "--external-sources", "jbang", "maelstrom", "common.sh");
        assertEquals("", result.out());
    }
}
