import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What lib/Maelstrom.java promises of a process: its stdin, its stdout, its stderr and its end. */
class HelperProcessTest {

    private static final String INIT =
            fromClient("{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0', 'n1']}");

    @TempDir
    private Path folder;

    /** The node that these tests start. */
    static final class Program {

        private record Echo(Object echo) {
        }

        private record EchoOk(Object echo) {
        }

        private record Random() {
        }

        private record RandomOk(long value) {
        }

        private record Wait() {
        }

        private record Nap() {
        }

        private record NapOk() {
        }

        private record Fill() {
        }

        /** A request to compute until this file exists. */
        private record Compute(String until) {
        }

        private record ComputeOk() {
        }

        /** A request to keep a timer due for ever. */
        private record Spin() {
        }

        private record Interrupt() {
        }

        private record InterruptOk() {
        }

        private record CloseOutput() {
        }

        private record CloseOutputOk() {
        }

        public static void main(String... args) {
            Maelstrom.serve(node -> {
                System.out.println("a forgotten println");
                node.log("a log line");
                node.every(1, () -> { });
                node.on(Echo.class, request -> new EchoOk(request.echo()));
                node.on(Random.class, _ -> new RandomOk(node.random().nextLong()));
                node.on(Wait.class, _ -> {
                    node.sleep(3_600_000);
                    return null;
                });
                node.on(Nap.class, _ -> {
                    node.sleep(10);
                    return new NapOk();
                });
                node.on(Fill.class, _ -> {
                    throw new OutOfMemoryError("no room");
                });
                node.on(Compute.class, request -> {
                    node.send("n1", request);
                    while (!Files.exists(Path.of(request.until()))) {
                        Thread.onSpinWait();
                    }
                    return new ComputeOk();
                });
                node.hear(Spin.class, (_, _) -> spin(node));
                node.on(Interrupt.class, _ -> {
                    Thread.currentThread().interrupt();
                    return new InterruptOk();
                });
                node.on(CloseOutput.class, _ -> {
                    System.out.close();
                    return new CloseOutputOk();
                });
            });
        }

        private static void spin(Maelstrom.Node node) {
            node.after(0, () -> spin(node));
        }
    }

    /** What a node printed until its input ended, and how it exited. */
    private record Run(List<String> stdout, String stderr, int status) {
    }

    /** From another node, which waits for ever, however long this machine takes to start a JVM. */
    private static String message(String body) {
        return "{'src': 'n1', 'dest': 'n0', 'body': %s}\n".formatted(body).replace('\'', '"');
    }

    /** From a client, which gives up after some seconds. */
    private static String fromClient(String body) {
        return message(body).replaceFirst("n1", "c1"); // the first one is the sender
    }

    /** The program with little memory. */
    private static ProcessBuilder program() {
        return new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path"), Program.class.getName());
    }

    private Run run(byte[] input) throws IOException, InterruptedException {
        return run(program(), input);
    }

    private Run run(ProcessBuilder program, byte[] input) throws IOException, InterruptedException {
        Path stdout = folder.resolve("stdout");
        Path stderr = folder.resolve("stderr");
        Process process = program.redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "the node lives on after the end of its input");
        return new Run(Files.readAllLines(stdout), Files.readString(stderr), process.exitValue());
    }

    @Test
    void theEndOfInputIsTheEndOfTheProcessWhateverTimersRunAndHandlersWait() throws Exception {
        Run run = run((INIT + message("{'type': 'wait', 'msg_id': 2}")).getBytes(StandardCharsets.UTF_8));
        assertEquals(0, run.status());
        assertEquals(1, run.stdout().size());
    }

    /** A conversation with a running node, which is killed at the end of the test. */
    private final class Talk implements AutoCloseable {

        private final Process process = program().redirectError(ProcessBuilder.Redirect.DISCARD).start();
        private final BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8);

        private Talk() throws IOException {
            say(INIT);
            assertTrue(stdout.readLine().contains("init_ok"));
        }

        private void say(String lines) throws IOException {
            process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        private void sayOrDie(String lines) {
            try {
                say(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next message of the node; waits for it until the test times out. */
        private String hear() throws IOException {
            return stdout.readLine().replace('"', '\'');
        }

        private void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** A request to compute until the file exists, and two that wait behind it, one of a client and one of a node. */
    private String computeThenEcho(Path file) {
        return message("{'type': 'compute', 'msg_id': 2, 'until': '" + file + "'}")
                + fromClient("{'type': 'echo', 'msg_id': 3, 'echo': 1}")
                + message("{'type': 'echo', 'msg_id': 4, 'echo': 1}");
    }

    @Test
    void whatAHandlerSaidGoesOutWhileItComputesAndMoreInputWaits() throws Exception {
        try (Talk node = new Talk()) {
            Path file = folder.resolve("go on");
            node.say(computeThenEcho(file));
            assertTrue(node.hear().contains("'dest':'n1','body':{'type':'compute'"), "said before it ended");
            Files.createFile(file);
            assertTrue(node.hear().contains("'type':'compute_ok'"));
        }
    }

    /** It begins to grow old when the node reads it. On a busy machine that may be long after it was written. */
    @Test
    void aRequestGrowsOldWhileAHandlerBeforeItComputes() throws Exception {
        assertTrue(growsOldWithin(5_000) || growsOldWithin(60_000), "the client of request 3 has given up");
    }

    /** Whether only request 4, which is not a client's, is answered by a node that has computed for so long. */
    private boolean growsOldWithin(long millis) throws Exception {
        try (Talk node = new Talk()) {
            Path file = folder.resolve("go on after " + millis);
            node.say(computeThenEcho(file));
            node.hear();
            Thread.sleep(millis);
            Files.createFile(file);
            assertTrue(node.hear().contains("'type':'compute_ok'"));
            return node.hear().contains("'in_reply_to':4");
        }
    }

    @Test
    void aRequestGrowsOldWhileTheProcessIsStopped() throws Exception {
        try (Talk node = new Talk()) {
            node.signal("STOP");
            node.say(fromClient("{'type': 'echo', 'msg_id': 2, 'echo': 1}")
                    + message("{'type': 'echo', 'msg_id': 3, 'echo': 1}"));
            Thread.sleep(5_000);
            node.signal("CONT");
            assertTrue(node.hear().contains("'in_reply_to':3"), "the client of request 2 has given up");
            hearAsNew(node);
        }
    }

    /** Asks until the node takes a request for new, which it does once it has seen that the pipe is empty. */
    private static void hearAsNew(Talk node) throws Exception {
        boolean isNew = false;
        for (int id = 4; !isNew; id += 2) {
            Thread.sleep(100);
            node.say(fromClient("{'type': 'echo', 'msg_id': " + id + ", 'echo': 1}")
                    + message("{'type': 'echo', 'msg_id': " + (id + 1) + ", 'echo': 1}"));
            isNew = node.hear().contains("'in_reply_to':" + id + ",");
        }
    }

    @Test
    void whatWasAskedDuringAStopIsAnsweredAlsoIfItIsTheEndOfInput() throws Exception {
        Path file = folder.resolve("now");
        try (Talk node = new Talk()) {
            node.signal("STOP");
            node.say(message("{'type': 'compute', 'msg_id': 2, 'until': '" + file + "'}"));
            node.process.getOutputStream().close();
            Thread.sleep(2_000); // longer than what counts as a stop
            node.signal("CONT");
            assertTrue(node.hear().contains("'type':'compute'"), "said before it ended");
            Thread.sleep(1_000); // the keeper of the process looks at its input meanwhile
            Files.createFile(file);
            assertTrue(node.hear().contains("'type':'compute_ok'"));
            assertEquals(0, node.process.waitFor());
        }
    }

    @Test
    void aTimerThatIsAlwaysDueStarvesNothing() throws Exception {
        try (Talk node = new Talk()) {
            node.say(message("{'type': 'spin'}").replace("n1", "n0")
                    + message("{'type': 'echo', 'msg_id': 3, 'echo': 1}"));
            assertTrue(node.hear().contains("'in_reply_to':3"));
        }
    }

    @Test
    void aHandlerMaySetItsInterruptFlagOrCloseSystemOut() throws Exception {
        Run run = run((INIT + message("{'type': 'interrupt', 'msg_id': 2}")
                + message("{'type': 'close_output', 'msg_id': 3}")
                + message("{'type': 'echo', 'msg_id': 4, 'echo': 1}")).getBytes(StandardCharsets.UTF_8));
        assertEquals(0, run.status());
        assertEquals(4, run.stdout().size());
    }

    @Test
    void inputThatEndsBeforeInitIsFineToo() throws Exception {
        assertEquals(new Run(List.of(), "", 0), run(new byte[0]));
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws Exception {
        Run run = run((INIT + message("{'type': 'echo', 'msg_id': 2, 'echo': 1}").strip())
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(2, run.stdout().size());
    }

    /** After the second wait, the loop runs on a thread that does not keep a process alive. */
    @Test
    void waitsEndAndTheNodeLivesOn() throws Exception {
        try (Talk node = new Talk()) {
            node.say(message("{'type': 'nap', 'msg_id': 2}") + message("{'type': 'nap', 'msg_id': 3}"));
            assertTrue(node.hear().contains("'type':'nap_ok','in_reply_to':2"));
            assertTrue(node.hear().contains("'type':'nap_ok','in_reply_to':3"));
            node.say(message("{'type': 'echo', 'msg_id': 4, 'echo': 1}"));
            assertTrue(node.hear().contains("'type':'echo_ok','in_reply_to':4"));
        }
    }

    @Test
    void aNodeThatCannotGoOnSaysWhyAndEnds() throws Exception {
        Run run = run((INIT + message("{'type': 'fill', 'msg_id': 2}")).getBytes(StandardCharsets.UTF_8));
        assertEquals(1, run.status());
        assertTrue(run.stderr().contains("OutOfMemoryError: no room\n\tat HelperProcessTest"), run.stderr());
        assertTrue(run.stderr().contains("The node cannot go on: java.lang.OutOfMemoryError: no room"), run.stderr());
    }

    @Test
    void aNodeThatCannotReadItsInputSaysWhyAndEnds() throws Exception {
        ProcessBuilder program = program();
        program.command().addAll(0, List.of("sh", "-c", "exec \"$@\" < /", "sh")); // a folder cannot be read
        Run run = run(program, new byte[0]);
        assertEquals(1, run.status());
        assertTrue(run.stderr().contains("Cannot read input: "), run.stderr());
    }

    @Test
    void aNodeThatNobodyHearsEnds() throws Exception {
        try (Talk node = new Talk()) {
            node.stdout.close();
            node.say(message("{'type': 'echo', 'msg_id': 2, 'echo': 1}"));
            assertEquals(1, node.process.waitFor());
        }
    }

    @Test
    void nothingButProtocolReachesStdout() throws Exception {
        Run run = run(INIT.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("{'src':'n0','dest':'c1','body':{'type':'init_ok','in_reply_to':1}}".replace('\'', '"')),
                run.stdout());
        assertEquals("a forgotten println\na log line\n", run.stderr().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void garbageIsLoggedAndWhatFollowsIsAnswered() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(INIT.getBytes(StandardCharsets.UTF_8));
        input.writeBytes("{broken\n\n".getBytes(StandardCharsets.UTF_8));
        input.writeBytes("x".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
        input.writeBytes(new byte[] {'\n', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0, '\n'});
        input.writeBytes(message("{'type': 'echo', 'msg_id': 2, 'echo': '" + "y".repeat(10_000_000) + "'}")
                .getBytes(StandardCharsets.UTF_8));
        input.writeBytes(message("{'type': 'echo', 'msg_id': 3, 'echo': 'ÿ'}").getBytes(StandardCharsets.ISO_8859_1));
        input.writeBytes(message("{'type': 'echo', 'msg_id': 4, 'echo': 'żółw'}").getBytes(StandardCharsets.UTF_8));
        Run run = run(input.toByteArray());
        assertEquals(0, run.status());
        assertEquals(4, run.stdout().size());
        assertTrue(run.stdout().get(1).contains("\"in_reply_to\":2,\"echo\":\"yyyy"));
        assertTrue(run.stdout().get(1).length() > 10_000_000);
        assertTrue(run.stdout().get(2).contains("\"in_reply_to\":3"));
        assertEquals("żółw", JsonMapper.shared().readTree(run.stdout().get(3)).at("/body/echo").stringValue());
        assertTrue(run.stderr().contains("{broken"), "what was wrong is logged");
        assertFalse(run.stderr().length() > 10_000, "but not all of it");
    }

    /** In a list of JSON, a carriage return is a space like any other. */
    @Test
    void onlyALineFeedEndsALine() throws Exception {
        Run run = run((INIT + message("{'type': 'echo',\r 'msg_id': 2, 'echo': [1,\r2]}").replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8));
        assertTrue(run.stdout().getLast().endsWith("\"echo\":[1,2]}}"), run.stdout().getLast());
    }

    @Test
    void aLineThatDoesNotFitInMemoryIsPassedOver() throws Exception {
        try (Talk node = new Talk()) {
            String megabyte = "x".repeat(1_000_000);
            for (int i = 0; i < 300; i++) {
                node.say(megabyte);
            }
            node.say("\n" + message("{'type': 'echo', 'msg_id': 2, 'echo': 1}"));
            assertTrue(node.hear().contains("'in_reply_to':2"));
        }
    }

    /** What the node cannot read yet waits in the pipe, and then with its sender. */
    @Test
    void inputThatWaitsForAHandlerDoesNotFillTheMemory() throws Exception {
        try (Talk node = new Talk()) {
            Path file = folder.resolve("go on");
            node.say(computeThenEcho(file));
            node.hear();
            Thread sender = Thread.ofPlatform().daemon().start(() -> {
                String large = message("{'type': 'echo', 'msg_id': 5, 'echo': '" + "x".repeat(1_000_000) + "'}");
                for (int i = 0; i < 300; i++) {
                    node.sayOrDie(large);
                }
            });
            sender.join(3_000); // by then it has said all that the node takes
            assertTrue(sender.isAlive(), "the node has taken in more than it has memory for");
            Files.createFile(file);
            for (int heard = 0; heard < 300; heard += node.hear().contains("'in_reply_to':5") ? 1 : 0) { }
        }
    }

    @Test
    void randomnessDiffersAfterEachStart() throws Exception {
        byte[] input = (INIT + message("{'type': 'random', 'msg_id': 2}")).getBytes(StandardCharsets.UTF_8);
        assertNotEquals(run(input).stdout(), run(input).stdout());
    }
}
