package bench.terminal;

import java.io.PrintStream;

/** Shows the progress of many runs. */
public final class ProgressBar {

    private static final int WIDTH = 30;

    private final StatusLine line;
    private final long all;
    private final String things;
    private final long startNanos = System.nanoTime();

    /** @param things what is counted, such as {@code seeds} */
    public ProgressBar(PrintStream out, long all, String things) {
        this.line = new StatusLine(out);
        this.all = all;
        this.things = things;
    }

    public void update(long done, int failures) {
        line.show(() -> "%s %d of %d %s, %d failed, %.1f a second".formatted(bar(done), done, all, things,
                failures, done * 1e9 / (System.nanoTime() - startNanos)));
    }

    private String bar(long done) {
        int full = (int) (WIDTH * done / all);
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }

    public void clear() {
        line.clear();
    }
}
