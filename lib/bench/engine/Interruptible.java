package bench.engine;

import bench.process.ShutdownHook;
import bench.sim.ExitGuard;
import bench.terminal.Style;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a test prints, until Ctrl-C or another signal ends it. Then one line says so, and nothing comes after it: the
 * nodes are dying, too, and the test would blame them for it.
 */
final class Interruptible extends FilterOutputStream {

    private final ShutdownHook hook = ShutdownHook.of(this::interrupt);
    private boolean interrupted;

    private Interruptible(PrintStream out) {
        super(out);
    }

    /** A stream on {@code out} for one test. Closing it leaves {@code out} open. */
    static PrintStream around(PrintStream out) {
        return new PrintStream(new Interruptible(out), true, StandardCharsets.UTF_8);
    }

    private synchronized void interrupt() {
        if (ExitGuard.endsBySignal()) {
            interrupted = true;
            String endOfProgress = Style.isTerminal() ? "\r\033[K" : "";
            ((PrintStream) out).println(endOfProgress
                    + "Interrupted. The nodes have been killed; there is no verdict.");
        }
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (!interrupted) {
            out.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (!interrupted) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
        hook.close();
    }
}
