import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.build.Build;
import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Cache;
import bench.build.Program;
import bench.build.Program.Executable;
import bench.build.Program.Script;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The value of --bin is understood, and built once. */
class BuildTest {

    private static final String INIT = """
            {"src":"c1","dest":"n0","body":{"type":"init","node_id":"n0","node_ids":["n0"],"msg_id":1}}
            """;

    @TempDir
    Path folder;
    Path script;
    Path jbangCalls;
    Path jbang;
    Builder builder;

    @BeforeEach
    void aScriptAndAJBangThatCounts() throws IOException {
        folder = folder.toRealPath();
        script = folder.resolve("hello.java");
        write("hello");
        jbangCalls = Files.createFile(folder.resolve("jbang-calls"));
        jbang = Shell.program(folder.resolve("bin/jbang"), "echo \"$1\" >>'" + jbangCalls + "'\n"
                + "exec '" + Shell.home().resolve("lib/bin/jbang") + "' \"$@\"");
        builder = newBuilder();
    }

    private Builder newBuilder() {
        return new Builder(Cache.at(folder.resolve("cache")), jbang);
    }

    private void write(String word) throws IOException {
        Files.writeString(script, """
                //JAVA 25+
                void main(String... args) {
                    IO.println("%s" + String.join(",", args));
                    while (IO.readln() != null) {
                    }
                }
                """.formatted(word));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(jbangCalls);
    }

    private String output(Build build) {
        return Shell.in(folder).run("", build.jdk().java(), "-jar", build.jar()).out();
    }

    @Test
    void whatPeopleTypeIsUnderstood() throws IOException {
        Script hello = new Script(script, List.of());
        assertEquals(hello, Program.parse("jbang hello.java", folder));
        assertEquals(hello, Program.parse("hello.java", folder));
        assertEquals(hello, Program.parse("./hello.java", folder));
        assertEquals(hello, Program.parse(script.toString(), folder));
        assertEquals(hello, Program.parse("../hello.java", folder.resolve("bin")));
        assertEquals(hello, Program.parse("lib/bin/jbang run hello.java", folder));
        assertEquals(new Script(script, List.of("-x", "7")), Program.parse(" jbang  hello.java -x 7", folder));
        Path node = Shell.program(folder.resolve("my nodes/node"), "");
        assertEquals(new Executable(node, List.of()), Program.parse("my nodes/node", folder));
        assertEquals(new Executable(Path.of("/bin/sh"), List.of(script.toString(), "-v")),
                Program.parse("/bin/sh hello.java -v", folder));
        assertEquals("sh", Program.parse("sh hello.java", folder).file().getFileName().toString());
    }

    @Test
    void whatAShellWouldUnderstandIsUnderstood() throws IOException {
        Script hello = new Script(script, List.of("a b", "c"));
        assertEquals(hello, Program.parse("jbang --quiet 'hello.java' \"a b\" c", folder));
        assertEquals(hello, Program.parse("jbang run hello.java a\\ b c", folder));
        Path node = Shell.program(folder.resolve("node"), "");
        Program withEnvironment = Program.parse("DEBUG=1 LEVEL='a b' ./node -v", folder);
        assertEquals("env", withEnvironment.file().getFileName().toString());
        assertEquals(List.of("DEBUG=1", "LEVEL=a b", node.toString(), "-v"), withEnvironment.args());
        BuildException e = assertThrows(BuildException.class, () -> Program.parse("~/no-such-node", folder));
        assertTrue(e.getMessage().contains(System.getProperty("user.home") + "/no-such-node"), e.getMessage());
    }

    @Test
    void aLinkToAScriptIncludesWhatLiesBesideTheScript() throws IOException {
        Path word = folder.resolve("real/Word.java");
        Files.createDirectories(word.getParent());
        Files.writeString(word, "class Word { static final String WORD = \"one\"; }");
        Path real = Files.writeString(folder.resolve("real/script.java"),
                "//JAVA 25+\n//SOURCES Word.java\nvoid main() { IO.println(Word.WORD); }");
        assertEquals("one\n", output(builder.build(Files.createSymbolicLink(folder.resolve("script.java"), real))));
    }

    @Test
    void aSlipInAFileNameIsGuessed() {
        for (String bin : List.of("helo.java", "jbang ehllo.java", "hello")) {
            assertComplaint("; did you mean hello.java?", bin);
        }
    }

    @Test
    void aScriptWhoseFirstLineStartsNoInterpreterIsRefused() throws IOException {
        Files.writeString(Shell.program(folder.resolve("bare.py"), ""), "import sys\n");
        assertComplaint("bare.py needs the first line #!/usr/bin/env python3", "./bare.py");
        Files.writeString(Shell.program(folder.resolve("windows.py"), ""), "#!/usr/bin/env python3\r\nimport sys\r\n");
        assertComplaint("windows.py has Windows line endings", "./windows.py");
        Path bare = Shell.program(folder.resolve("bare"), ""); // a shell runs it, and so does Maelstrom
        Files.writeString(bare, "echo\n");
        assertEquals(bare, Program.parse("./bare", folder).file());
        assertEquals(List.of(folder.resolve("bare.py").toString()),
                Program.parse("/bin/sh bare.py", folder).args());
    }

    @Test
    void javaAloneCannotRunAScriptOfSeveralFiles() throws IOException {
        Files.writeString(folder.resolve("Word.java"), "class Word { }");
        Files.writeString(folder.resolve("two.java"), "//SOURCES Word.java\nvoid main() { }");
        assertComplaint("type jbang instead of java", "java two.java");
        assertEquals("java", Program.parse("java hello.java", folder).file().getFileName().toString());
    }

    private void assertComplaint(String complaint, String bin) {
        BuildException e = assertThrows(BuildException.class, () -> Program.parse(bin, folder));
        assertTrue(e.getMessage().contains(complaint), e.getMessage());
    }

    @Test
    void whatCannotBeRunIsSaidInOneLine() {
        for (String bin : List.of("nothing", "nothing.java", "jbang nothing.java", "jbang-calls", "bin", "",
                "jbang x.jsh", "jbang x.kt", "jbang --debug hello.java", "jbang", "'hello.java", "./node | tee log",
                "$HOME/node", "A=1", "A=1 hello.java", "nul\0")) {
            BuildException e = assertThrows(BuildException.class, () -> Program.parse(bin, folder), bin);
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void aScriptIsBuiltOnceAndJBangIsAskedOnlyWhenDirectivesChange() throws IOException {
        Build first = builder.build(script);
        assertEquals("hello\n", output(first));
        assertEquals(first, newBuilder().build(script));
        write("edited");
        assertEquals("edited\n", output(builder.build(script)));
        assertEquals(List.of("info"), calls());
        Files.writeString(script, "//JAVA_OPTIONS -Dx=y\n" + Files.readString(script));
        assertEquals(List.of("-Dx=y"), builder.build(script).options());
        assertEquals(List.of("info", "info"), calls());
    }

    @Test
    void anEditOfAnIncludedFileCounts() throws IOException {
        Path word = folder.resolve("lib/Word.java");
        Files.createDirectories(word.getParent());
        Files.writeString(script, "//JAVA 25+\n//SOURCES lib/Word.java\nvoid main() { IO.println(Word.WORD); }");
        Files.writeString(word, "class Word { static final String WORD = \"one\"; }");
        assertEquals("one\n", output(builder.build(script)));
        Files.writeString(word, "class Word { static final String WORD = \"two\"; }");
        assertEquals("two\n", output(builder.build(script)));
    }

    @Test
    void aScriptWithoutTheHelpersDependencyIsToldWhichLineItNeeds() throws IOException {
        Files.writeString(script, "//JAVA 25+\n//SOURCES " + Shell.home().resolve("lib/Maelstrom.java") + "\n"
                + "void main() { Maelstrom.serve(_ -> { }); }");
        BuildException e = assertThrows(BuildException.class, () -> builder.build(script));
        assertTrue(e.getMessage().lines().toList().getLast().contains("//DEPS tools.jackson.core:jackson-databind:"),
                e.getMessage());
    }

    @Test
    void theCompilersMessageComesOnceWithFileAndLine() throws IOException {
        builder.build(script);
        Files.writeString(script, Files.readString(script).replace("IO.println", "IO.printn"));
        BuildException e = assertThrows(BuildException.class, () -> builder.build(script));
        assertTrue(e.getMessage().contains("hello.java:3: error: cannot find symbol"), e.getMessage());
        assertEquals(1, e.getMessage().split("error:", -1).length - 1, e.getMessage());
        write("mended");
        assertEquals("mended\n", output(builder.build(script)));
    }

    @Test
    void ofTheManyErrorsThatOneMissingSemicolonCausesTheFirstFewAreShown() throws IOException {
        Files.writeString(script, """
                //JAVA 25+
                Set<Long> seen = new HashSet<>()
                void one() { seen.add(1L); }
                void two() { seen.add(2L); }
                void three() { seen.add(3L); }
                void main() { one(); two(); three(); }
                """);
        String message = assertThrows(BuildException.class, () -> builder.build(script)).getMessage();
        assertTrue(message.lines().findFirst().orElseThrow().endsWith("hello.java:2: error: ';' expected"), message);
        assertEquals(4, message.split(": error: ", -1).length - 1, message);
        String last = message.lines().toList().getLast();
        assertTrue(last.matches("and \\d+ more errors, which may come from these"), message);
    }

    @Test
    void whatOnlyJBangCanBuildJBangBuilds() throws IOException {
        Files.writeString(folder.resolve("word.txt"), "from a file");
        Files.writeString(script, """
                //JAVA 25+
                //FILES word.txt
                void main() throws Exception {
                    IO.println(new String(getClass().getResourceAsStream("/word.txt").readAllBytes()));
                }
                """);
        assertEquals("from a file\n", output(builder.build(script)));
        Files.writeString(script, Files.readString(script).replace("void main", "void mian"));
        assertThrows(BuildException.class, () -> builder.build(script));
    }

    @Test
    void aMissingFileIsSaidWithTheLineThatAsksForIt() throws IOException {
        Files.writeString(script, "//JAVA 25+\n//SOURCES Gone.java\nvoid main() {}");
        BuildException e = assertThrows(BuildException.class, () -> builder.build(script));
        assertTrue(e.getMessage().matches(".*hello.java:2: error: .*Gone.java"), e.getMessage());
    }

    @Test
    void whenJBangFailsItsReasonIsTheMessage() throws IOException {
        Shell.program(jbang, """
                echo '[jbang] Resolving dependencies...' >&2
                echo '[jbang] [ERROR] Could not resolve a:b:1' >&2
                exit 1""");
        Files.writeString(script, "//JAVA 25+\n//DEPS a:b:1\nvoid main() {}");
        assertEquals("JBang: Could not resolve a:b:1",
                assertThrows(BuildException.class, () -> builder.build(script)).getMessage());
        Shell.program(jbang, """
                echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2
                echo '[jbang] [ERROR] Could not resolve a:b:1' >&2
                exit 1""");
        assertEquals("JBang: Could not resolve a:b:1",
                assertThrows(BuildException.class, () -> builder.build(script)).getMessage());
        Shell.program(jbang, "exit 3");
        assertEquals("JBang ended with status 3",
                assertThrows(BuildException.class, () -> builder.build(script)).getMessage());
    }

    @Test
    void twoCommandsAtOnceBuildOnce() throws IOException {
        String classpath = System.getProperty("java.class.path");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        List<Shell.Result> results = Background.atOnce(2, _ -> Shell.in(folder).run("", java, "-cp", classpath,
                Command.class.getName(), folder.resolve("cache"), jbang, script));
        Shell.Result one = results.getFirst();
        assertEquals(0, one.status(), one.err());
        assertEquals(one.out(), results.getLast().out());
        assertEquals(List.of("info"), calls());
    }

    @Test
    void whoeverWaitsForAnotherCommandSaysSo() throws Exception {
        Path cache = folder.resolve("cache");
        Files.createDirectories(cache);
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String classpath = System.getProperty("java.class.path");
        Process other = new ProcessBuilder(java, "-cp", classpath, LockHolder.class.getName(),
                cache.resolve("lock").toString()).start();
        Process command = null;
        try {
            assertEquals("locked", other.inputReader().readLine());
            command = new ProcessBuilder(java, "-cp", classpath, Command.class.getName(), cache.toString(),
                    jbang.toString(), script.toString()).start();
            assertEquals("maelstrom: waiting for another command that builds in " + cache,
                    command.errorReader().readLine());
            other.outputWriter().close();
            assertEquals(0, command.waitFor());
        } finally {
            other.destroyForcibly();
            if (command != null) {
                command.destroyForcibly();
            }
        }
    }

    /** Holds a lock until its input ends. */
    static final class LockHolder {
        public static void main(String... args) throws IOException {
            try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock _ = file.lock()) {
                System.out.println("locked");
                System.in.read();
            }
        }
    }

    /** What the command does with --bin, in a process of its own. */
    static final class Command {
        public static void main(String... args) {
            Builder builder = new Builder(Cache.at(Path.of(args[0])), Path.of(args[1]));
            try {
                System.out.println(builder.launcher(builder.build(Path.of(args[2]))));
            } catch (BuildException e) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    @Test
    void theLauncherStartsANodeFromAnywhereWithNothingButProtocolOnStdout(@TempDir Path elsewhere) {
        Build echo = builder.build(Shell.home().resolve("echo.java"));
        assertTrue(echo.usesHelper());
        Path launcher = builder.launcher(echo);
        Shell.Result result = Shell.in(elsewhere).run(INIT, launcher);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().startsWith("{") && result.out().contains("init_ok"), result.out());
        assertEquals(1, result.out().lines().count(), result.out());
    }

    @Test
    void theLauncherPassesArguments() {
        Build build = builder.build(script);
        assertFalse(build.usesHelper());
        assertEquals("hello-x,a b\n", Shell.in(folder).run("", builder.launcher(build), "-x", "a b").out());
    }

    private Path archive(String suffix) throws IOException {
        try (Stream<Path> archives = Files.list(folder.resolve("cache/archives"))) {
            return archives.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
        }
    }

    @Test
    void anEditedScriptStartsFromTheSameArchive() throws IOException {
        Path copy = copyOfEcho();
        newBuilder().launcher(newBuilder().build(copy));
        byte[] archive = Files.readAllBytes(archive(".jsa"));
        Files.writeString(copy, Files.readString(copy) + "// edited\n");
        Path launcher = builder.launcher(builder.build(copy));
        assertArrayEquals(archive, Files.readAllBytes(archive(".jsa")));
        assertTrue(Files.readString(launcher).contains("-XX:SharedArchiveFile=" + archive(".jsa")));
    }

    @Test
    void aDamagedArchiveIsMadeAnew() throws IOException {
        Build build = builder.build(copyOfEcho());
        builder.launcher(build);
        byte[] damaged = Files.readAllBytes(archive(".jsa"));
        damaged[damaged.length / 2] ^= 1;
        Files.write(archive(".jsa"), damaged);
        builder.launcher(build);
        assertFalse(Arrays.equals(damaged, Files.readAllBytes(archive(".jsa"))));
    }

    @Test
    void whateverBecomesOfTheArchiveNothingOfItReachesStdout() throws IOException {
        Path launcher = builder.launcher(builder.build(copyOfEcho()));
        Path archive = archive(".jsa");
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 100_000));
        assertTrue(Shell.in(folder).run(INIT, launcher).out().startsWith("{"));
        Files.writeString(archive, "garbage");
        assertTrue(Shell.in(folder).run(INIT, launcher).out().startsWith("{"));
        Files.delete(archive);
        assertTrue(Shell.in(folder).run(INIT, launcher).out().startsWith("{"));
    }

    @Test
    void anArchiveOfOtherJarsIsNotUsedAndNothingOfItReachesStdout() throws IOException {
        Build build = builder.build(copyOfEcho());
        Path launcher = builder.launcher(build);
        Path archive = archive(".jsa");
        Files.delete(archive);
        Shell.Result dump = Shell.in(folder).run("", build.jdk().java(), "-XX:+UseSerialGC", "-Xshare:dump",
                "-XX:SharedArchiveFile=" + archive, "-cp", build.jar());
        assertTrue(dump.status() == 0 && Files.exists(archive), dump.err());
        Shell.Result node = Shell.in(folder).run(INIT, launcher);
        assertEquals(0, node.status(), node.err());
        assertTrue(node.out().startsWith("{") && node.out().lines().count() == 1, node.out());
    }

    @Test
    void aNodeThatDoesNotStartHasNoArchiveAndTheNextOneTriesAgain() throws IOException {
        Path copy = copyOfEcho();
        String right = Files.readString(copy);
        Files.writeString(copy, right.replace("void main() {", "void main() { if (true) return;"));
        Build broken = builder.build(copy);
        assertFalse(Files.readString(builder.launcher(broken)).contains("SharedArchiveFile"));
        Files.writeString(copy, right);
        assertTrue(Files.readString(builder.launcher(builder.build(copy))).contains("SharedArchiveFile"));
    }

    @Test
    void aNodeThatOutlivesItsInputAndChattersIsNoObstacle() throws IOException {
        Path copy = copyOfEcho();
        Files.writeString(copy, Files.readString(copy).replace("void main() {", """
                void main() {
                    Thread.ofPlatform().start(() -> {
                        while (true) {
                            System.out.println("chatter");
                        }
                    });
                """));
        Path launcher = builder.launcher(builder.build(copy));
        assertTrue(Files.isExecutable(launcher));
    }

    private Path copyOfEcho() throws IOException {
        return Files.writeString(folder.resolve("echo.java"), Files.readString(Shell.home().resolve("echo.java"))
                .replace("lib/Maelstrom.java", Shell.home().resolve("lib/Maelstrom.java").toString()));
    }

    @Test
    void whateverElseIsDamagedIsMadeAnew() throws IOException {
        Files.writeString(builder.build(script).jar(), "garbage");
        try (Stream<Path> answers = Files.list(folder.resolve("cache/answers"))) {
            Files.writeString(answers.findFirst().orElseThrow(), "{\"garb");
        }
        assertEquals("hello\n", output(builder.build(script)));
        assertEquals(List.of("info", "info"), calls());
    }

    @Test
    void aCacheFolderThatCannotBeWrittenToIsDoneWithout() {
        Build build = new Builder(Cache.at(script.resolve("cache")), jbang).build(script);
        assertEquals("hello\n", output(build));
        assertFalse(build.jar().startsWith(folder));
    }

    @Test
    void aFullDiskIsTheReasonGivenAndNothingHalfDoneIsTrustedLater() throws IOException {
        builder.build(script); // so that JBang's answer is cached
        Files.writeString(script, Files.readString(script).replace("hello", noise(60_000)));
        Shell.Result result = Shell.in(folder).run("", "sh", "-c", "ulimit -f 16; exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin/java"), "-XX:-UsePerfData",
                "-cp", System.getProperty("java.class.path"),
                Command.class.getName(), folder.resolve("cache"), jbang, script);
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("hello.java:2: error: error while writing hello: File too large"),
                result.err());
        write("hello");
        assertEquals("hello\n", output(builder.build(script)));
        assertEquals(List.of(), leftovers());
    }

    private static String noise(int length) {
        return new Random(1).ints(length, 'a', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    /** The files in the cache that are neither builds, answers nor the lock. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
            return all.filter(file -> !List.of("builds", "answers", "archives", "lock").contains(file.getFileName()
                    .toString())).toList();
        }
    }

    @Test
    void whatAnotherJdkHasBuiltIsBuiltAnew() throws IOException {
        Build build = builder.build(script);
        Path home = folder.resolve("another-jdk");
        Shell.program(home.resolve("bin/java"), "exec '" + build.jdk().java() + "' \"$@\"");
        Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"25.9.9+1\"\n");
        Shell.program(jbang, "'" + Shell.home().resolve("lib/bin/jbang") + "' \"$@\" | "
                + "sed 's|\"availableJdkPath\": *\"[^\"]*\"|\"availableJdkPath\": \"" + home + "\"|'");
        try (Stream<Path> answers = Files.list(folder.resolve("cache/answers"))) {
            Files.delete(answers.findFirst().orElseThrow());
        }
        Build another = newBuilder().build(script);
        assertEquals(home, another.jdk().home());
        assertNotEquals(build.jar(), another.jar());
        assertEquals("hello\n", Shell.in(folder).run("", newBuilder().launcher(another)).out());
    }

    @Test
    void whatAKilledCommandHasLeftIsRemovedAnHourLater() throws IOException {
        Path old = Files.createDirectories(folder.resolve("cache/work1/classes"));
        Files.setLastModifiedTime(old.getParent(), FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        Path atWork = Files.createDirectories(folder.resolve("cache/work2"));
        builder.build(script);
        assertTrue(Files.notExists(old.getParent()) && Files.exists(atWork));
    }

    @Test
    void onlyTheNewestBuildsAreKeptAndThoseInUse() throws IOException {
        Build inUse = builder.build(script);
        Path builds = inUse.jar().getParent().getParent();
        for (int i = 0; i < 30; i++) {
            Path old = Files.createDirectory(builds.resolve("old" + i));
            Files.createFile(old.resolve("script.jar"));
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000 + i));
        }
        Files.setLastModifiedTime(inUse.jar().getParent(), FileTime.fromMillis(1));
        write("newer");
        Build newer = builder.build(script);
        assertNotEquals(inUse.jar(), newer.jar());
        assertTrue(Files.exists(inUse.jar()) && Files.exists(newer.jar()));
        assertTrue(Files.exists(builds.resolve("old29")));
        assertFalse(Files.exists(builds.resolve("old0")));
        try (Stream<Path> all = Files.list(builds)) {
            assertTrue(all.count() <= 22);
        }
    }
}
