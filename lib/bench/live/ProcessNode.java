package bench.live;

import bench.kernel.EventLoop;
import bench.kernel.Node;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A node that is a process: any program in any language. */
public final class ProcessNode implements Node {

    private final Process process;
    private final LinkedBlockingQueue<String> input = new LinkedBlockingQueue<>();

    private ProcessNode(Process process) {
        this.process = process;
    }

    /**
     * A launcher of processes. Like Maelstrom, it starts them in the temporary directory.
     *
     * @param command the program and its arguments
     * @param log     where the stderr of a node goes
     */
    public static Launcher launcher(EventLoop loop, List<String> command, Function<String, Path> log) {
        return (id, output) -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.apply(id).toFile()));
            try {
                ProcessNode node = new ProcessNode(builder.start());
                LiveProcesses.add(node.process);
                Thread.ofPlatform().daemon().name(id + " stdin").start(node::writeInput);
                Thread.ofPlatform().daemon().name(id + " stdout").start(() -> node.readOutput(loop, output));
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

    private void readOutput(EventLoop loop, Output output) {
        try (BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                String printed = line;
                loop.post(() -> output.line(printed));
            }
        } catch (IOException e) {
            // As above.
        }
    }
}
