import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node on the helper whose input and clock a test controls. Node and test take turns: the node runs until it waits
 * for input. JSON is written with single quotes, so that it is readable in Java.
 */
final class HandHeldNode implements MaelstromHost {

    private static final long PATIENCE_SECONDS = 120;

    private final Semaphore nodesTurn = new Semaphore(0);
    private final Semaphore testsTurn = new Semaphore(0);
    private final Deque<MaelstromHost.Line> input = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final RandomGenerator random = new SplittableRandom(1);
    private long nowNanos;
    private long deadlineNanos;
    private Throwable death;

    private HandHeldNode(long startMillis, Main main) {
        nowNanos = TimeUnit.MILLISECONDS.toNanos(startMillis);
        Thread.startVirtualThread(() -> {
            try {
                ScopedValue.where(MaelstromHost.CURRENT, this).call(main::run);
                fail(new IllegalStateException("its main has returned, which would end a process"));
            } catch (Throwable e) {
                fail(e);
            }
        });
        awaitTurn();
    }

    /** The main method of a script. */
    interface Main {
        Void run() throws Throwable;
    }

    /** A node that runs a whole script, and has not received init. */
    static HandHeldNode running(Main main) {
        return new HandHeldNode(0, main);
    }

    /** A node that has not received init. */
    static HandHeldNode unborn(Consumer<Maelstrom.Node> setup) {
        return new HandHeldNode(0, serving(setup));
    }

    private static Main serving(Consumer<Maelstrom.Node> setup) {
        return () -> {
            Maelstrom.serve(setup);
            return null;
        };
    }

    /** Node n0 of n0, n1 and n2, after its set-up. */
    static HandHeldNode started(Consumer<Maelstrom.Node> setup) {
        return started(0, setup);
    }

    /** The same, started at this time of its clock. */
    static HandHeldNode started(long startMillis, Consumer<Maelstrom.Node> setup) {
        return new HandHeldNode(startMillis, serving(setup)).initialized();
    }

    /** Makes it node n0 of n0, n1 and n2. */
    HandHeldNode initialized() {
        receive("c0", "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0', 'n1', 'n2']}");
        sent.clear();
        return this;
    }

    /** Brings the node a message. */
    void receive(String src, String body) {
        receiveTogether(src, body);
    }

    /** Brings the node a message that has waited this long, behind others or because the node was stopped. */
    void receiveLate(String src, String body, long waitedMillis) {
        input.add(line(src, body, waitedMillis));
        resume();
    }

    /** Brings the node any line. */
    void receiveLine(String line) {
        input.add(new MaelstromHost.Line(line.replace('\'', '"'), nowNanos));
        resume();
    }

    /** Brings the node what may be several lines, or half a character, as a process would read it. */
    void receiveBytes(byte[] bytes) {
        MaelstromProcess.Lines lines = new MaelstromProcess.Lines(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                input.add(new MaelstromHost.Line(line, nowNanos));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resume();
    }

    private MaelstromHost.Line line(String src, String body, long waitedMillis) {
        return new MaelstromHost.Line("{'src': '%s', 'dest': 'n0', 'body': %s}".formatted(src, body).replace('\'', '"'),
                nowNanos - TimeUnit.MILLISECONDS.toNanos(waitedMillis));
    }

    /** Brings the node several messages at once: the others wait while it handles the first. */
    void receiveTogether(String src, String... bodies) {
        for (String body : bodies) {
            input.add(line(src, body, 0));
        }
        resume();
    }

    /** Lets virtual time pass, timer by timer. */
    void pass(long millis) {
        long end = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        while (deadlineNanos <= end) {
            nowNanos = deadlineNanos;
            resume();
        }
        nowNanos = end;
    }

    /** What the node has sent since the last call, as receiver and body. */
    List<String> sent() {
        List<String> messages = sent.stream().map(JsonMapper.shared()::readTree)
                .map(message -> message.get("dest").asString() + " " + quoted(message.get("body"))).toList();
        sent.clear();
        return messages;
    }

    /** The same, as the lines that they are. */
    List<String> sentLines() {
        List<String> lines = List.copyOf(sent);
        sent.clear();
        return lines;
    }

    /** The line that the node has sent last, as it is. */
    String lastLine() {
        return sent.getLast();
    }

    /** All lines that the node has logged. */
    String logged() {
        return String.join("\n", logged);
    }

    /** The lines that the node has logged since the last call of this method. */
    List<String> takeLog() {
        List<String> lines = List.copyOf(logged);
        logged.clear();
        return lines;
    }

    private static String quoted(JsonNode json) {
        return json.toString().replace('"', '\'').replace(",'", ", '").replace("':", "': ");
    }

    private void resume() {
        nodesTurn.release();
        awaitTurn();
    }

    private void awaitTurn() {
        try {
            boolean returned = testsTurn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(returned, "the node does not return to its loop");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (death != null) {
            throw new AssertionError("the node has died", death);
        }
    }

    @Override
    public MaelstromHost.Line receive(long deadlineNanos) {
        while (input.isEmpty() && nowNanos < deadlineNanos) {
            this.deadlineNanos = deadlineNanos;
            testsTurn.release();
            nodesTurn.acquireUninterruptibly();
        }
        return input.poll();
    }

    @Override
    public void send(String line) {
        sent.add(line);
    }

    @Override
    public void log(String line) {
        logged.add(line);
    }

    @Override
    public void fail(Throwable cause) {
        death = cause;
        testsTurn.release();
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
