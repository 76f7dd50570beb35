package bench.live;

import bench.kernel.EventLoop;
import bench.kernel.Node;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A node that is a process: any program in any language. */
public final class ProcessNode implements Node {

    private static final long LAST_WORDS_MILLIS = 500;

    private final Process process;
    private final LinkedBlockingQueue<String> input = new LinkedBlockingQueue<>();

    private Thread stderr;

    private ProcessNode(Process process) {
        this.process = process;
    }

    /**
     * A launcher of processes. Like Maelstrom, it starts them in the temporary directory.
     *
     * @param command the program and its arguments
     * @param log     takes what a node prints on stderr: id, then line
     */
    public static Launcher launcher(EventLoop loop, List<String> command, BiConsumer<String, String> log) {
        return (id, output) -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")));
            try {
                ProcessNode node = new ProcessNode(builder.start());
                LiveProcesses.add(node.process);
                Thread.ofPlatform().daemon().name(id + " stdin").start(node::writeInput);
                Thread.ofPlatform().daemon().name(id + " stdout").start(() -> readLines(
                        node.process.inputReader(StandardCharsets.UTF_8), line -> loop.post(() -> output.line(line))));
                node.stderr = Thread.ofPlatform().daemon().name(id + " stderr").start(() -> readLines(
                        node.process.errorReader(StandardCharsets.UTF_8), line -> log.accept(id, line)));
                return node;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Never blocks: a node that does not read its input holds up nobody else. */
    @Override
    public void deliver(String line) {
        input.add(line);
    }

    @Override
    public void kill() {
        LiveProcesses.kill(process);
        try {
            stderr.join(LAST_WORDS_MILLIS); // what it said last is what people look for
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

    /** Java can send no other signals than those that end a process. */
    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String crash() {
        return process.isAlive() ? null : "exited with status " + process.exitValue();
    }

    private void writeInput() {
        try (OutputStream stdin = process.getOutputStream()) {
            while (process.isAlive()) {
                stdin.write((input.take() + "\n").getBytes(StandardCharsets.UTF_8));
                if (input.isEmpty()) {
                    stdin.flush();
                }
            }
        } catch (IOException | InterruptedException e) {
            // The process has gone; whoever looks at crash() says so.
        }
    }

    private static void readLines(BufferedReader reader, Consumer<String> action) {
        try (reader) {
            reader.lines().forEach(action);
        } catch (IOException | UncheckedIOException e) {
            // As above.
        }
    }
}
