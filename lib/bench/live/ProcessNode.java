package bench.live;

import bench.kernel.EventLoop;
import bench.kernel.Load;
import bench.kernel.Message;
import bench.kernel.Node;
import bench.kernel.StdoutLine;
import bench.process.Children;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A node that is a process: any program in any language. */
public final class ProcessNode implements Node {

    private static final long LAST_WORDS_MILLIS = 500;

    /** Far longer than any message of a test, and still harmless to the memory. */
    private static final int LONGEST_LINE = 1 << 24;
    private static final int LONGEST_LOG_LINE = 1 << 16;

    private final Process process;
    private final LineReader stdout;
    private final EventLoop loop;
    private final BlockingQueue<Due> input = new LinkedBlockingQueue<>();
    private final AtomicLong unreadCharacters = new AtomicLong();
    /** How many more characters may wait for the event loop: one long line, or many short ones. */
    private final Semaphore room = new Semaphore(LONGEST_LINE);
    private volatile boolean ignored;
    private Thread stdin;
    private Thread reader;
    private Thread stderr;

    /** A message, and when the process may see it. */
    private record Due(long nanos, Message message) {
    }

    private ProcessNode(Process process, EventLoop loop) {
        this.process = process;
        this.loop = loop;
        this.stdout = new LineReader(process.getInputStream(), LONGEST_LINE);
    }

    /**
     * A launcher of processes. Like Maelstrom, it starts them in a temporary directory.
     *
     * @param command the program and its arguments
     * @param log     takes each line that a node prints on stderr, with the node's id
     */
    public static Launcher launcher(EventLoop loop, List<String> command, BiConsumer<String, String> log) {
        return (id, output) -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")));
            try {
                ProcessNode node = new ProcessNode(Children.start(builder), loop);
                node.stdin = Thread.ofPlatform().daemon().name(id + " stdin").start(node::writeInput);
                node.reader = Thread.ofPlatform().daemon().name(id + " stdout").start(() -> node.readOutput(output));
                node.stderr = Thread.ofPlatform().daemon().name(id + " stderr").start(() ->
                        node.readLog(line -> log.accept(id, line)));
                return node;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** The caller bounds the queue, by looking at {@link #backlog}. */
    @Override
    public void expect(Message message, long dueNanos) {
        unreadCharacters.addAndGet(message.text().length());
        input.add(new Due(dueNanos, message));
    }

    /** The thread that writes has the message already: on a busy machine the event loop would come too late. */
    @Override
    public void deliver(Message message) {
    }

    @Override
    public Stream<Message> unread() {
        return input.stream().map(Due::message);
    }

    @Override
    public Load backlog() {
        return new Load(input.size(), unreadCharacters.get());
    }

    @Override
    public void ignore() {
        ignored = true;
    }

    @Override
    public String unfinishedLine() {
        return stdout.unfinished();
    }

    @Override
    public void kill() {
        Children.kill(process);
        stdin.interrupt();
        reader.interrupt(); // it may wait for an event loop that has stopped
        try {
            stderr.join(LAST_WORDS_MILLIS); // the node's last words matter most
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void pause() {
        signal("-STOP");
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    /** Sends a signal to the process and all that it has started. Java itself can only send those that end one. */
    private void signal(String signal) {
        List<String> command = Stream.concat(Stream.of("kill", signal),
                Children.family(process).stream().map(each -> Long.toString(each.pid()))).toList();
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // which ends the event loop
        }
    }

    @Override
    public String crash() {
        return process.isAlive() || Children.ending() ? null : "exited with status " + process.exitValue();
    }

    private void writeInput() {
        try (OutputStream stdin = process.getOutputStream()) {
            while (process.isAlive()) {
                Due next = input.take();
                if (next.nanos > loop.now()) {
                    stdin.flush();
                    TimeUnit.NANOSECONDS.sleep(next.nanos - loop.now());
                }
                stdin.write((next.message.line() + "\n").getBytes(StandardCharsets.UTF_8));
                unreadCharacters.addAndGet(-next.message.text().length());
                if (input.isEmpty()) {
                    stdin.flush();
                }
            }
        } catch (IOException | InterruptedException e) {
            // The process has ended; the caller of crash() reports it.
        }
    }

    /** Reads the JSON here, because whatever the event loop does makes other nodes' messages late. */
    private void readOutput(Output output) {
        try {
            for (String text = stdout.next(); text != null; text = stdout.next()) {
                if (!ignored) {
                    StdoutLine line = stdout.wasCut() ? StdoutLine.wrong(text,
                            "it printed a line of more than " + LONGEST_LINE + " bytes on stdout")
                            : StdoutLine.parse(text);
                    room.acquire(line.text().length());
                    loop.post(() -> {
                        room.release(line.text().length());
                        output.hear(line);
                    });
                }
            }
        } catch (IOException | InterruptedException e) {
            // As above.
        }
    }

    private void readLog(Consumer<String> log) {
        LineReader lines = new LineReader(process.getErrorStream(), LONGEST_LOG_LINE);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                log.accept(line);
            }
        } catch (IOException e) {
            // As above.
        }
    }
}
