package bench.terminal;

import java.io.PrintStream;
import java.util.function.Supplier;

/** A line on a terminal that shows progress. In a pipe it shows nothing. */
public final class StatusLine {

    private static final long REFRESH_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean moving = Style.isTerminal();
    private long lastNanos;

    public StatusLine(PrintStream out) {
        this.out = out;
    }

    /** Shows this, unless the line changed a moment ago. */
    public void show(Supplier<String> text) {
        long now = System.nanoTime();
        if (moving && now - lastNanos > REFRESH_NANOS) {
            lastNanos = now;
            out.print("\r" + text.get() + "\033[K");
            out.flush();
        }
    }

    public void clear() {
        if (moving) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
