package bench.sim;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Sends what scripts print to their node's log. Without it they would all share the stdout and stderr of the bench. */
public final class NodeConsole extends OutputStream {

    /** A longer line is logged in pieces: a script may print for ever without ending its line. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final InheritableThreadLocal<NodeConsole> CONSOLE = new InheritableThreadLocal<>();
    private static PrintStream benchOut = System.out;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private NodeConsole(Consumer<String> log) {
        this.log = log;
    }

    /** From now on, the output of this thread, and of the threads it starts, goes to the log. */
    public static void connect(Consumer<String> log) {
        CONSOLE.set(new NodeConsole(log));
    }

    /** Replaces {@code System.out} and {@code System.err}. Threads that are not connected to a log print as before. */
    public static void install() {
        benchOut = System.out;
        System.setOut(switchable(System.out));
        System.setErr(switchable(System.err));
    }

    /** The bench's own stdout for any thread, because node threads also print messages of the bench. */
    public static PrintStream benchOut() {
        return benchOut;
    }

    private static PrintStream switchable(PrintStream bench) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                NodeConsole console = CONSOLE.get();
                if (console == null) {
                    bench.write(b);
                } else {
                    console.write(b);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                NodeConsole console = CONSOLE.get();
                if (console == null) {
                    bench.write(bytes, offset, length);
                } else {
                    for (int i = offset; i < offset + length; i++) {
                        console.write(bytes[i]);
                    }
                }
            }

            @Override
            public void flush() {
                bench.flush();
            }
        }, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush(); // a script may close its own output, but not the output of the bench and of other nodes
            }
        };
    }

    @Override
    public void write(int b) {
        if (b == '\n' || line.size() == LONGEST_LINE) {
            log.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        if (b != '\n') {
            line.write(b);
        }
    }
}
