package bench.engine;

import bench.kernel.Cluster;
import bench.run.Observer;
import bench.run.Printable;
import bench.run.TestRun;
import bench.terminal.Style;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prints the progress of a test while it runs, and the reason if it breaks. {@link Summary} prints the result. */
final class Console implements Observer {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int QUIET_SECONDS_IN_A_PIPE = 10;

    private final PrintStream out;
    private final Style style;
    private final boolean moving = Style.isTerminal();
    private long nextProgressNanos = System.nanoTime() + SECOND_NANOS; // a short test needs no progress
    private final Set<String> warned = new HashSet<>();
    private boolean isProgressShown;

    Console(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void progress(String phase, long seconds, int operations) {
        if (System.nanoTime() >= nextProgressNanos) {
            nextProgressNanos = System.nanoTime() + (moving ? 1 : QUIET_SECONDS_IN_A_PIPE) * SECOND_NANOS;
            String text = "%4d s  %s".formatted(seconds, phase);
            out.print(moving ? "\r" + text + "\033[K" : text + "\n");
            out.flush();
            isProgressShown = moving;
        }
    }

    @Override
    public void warning(Cluster.Warning warning) {
        endLine();
        if (!warned.add(warning.kind())) {
            out.printf("!!! Node %s is deaf too (%.3f s).%n", warning.node(), warning.nanos() / 1e9);
            return;
        }
        out.printf("%n%s%n!!! Maelstrom never reads its output again; the test goes on without it.%n%n",
                style.doubtful("!!! Node %s is deaf from now on (%.3f s): ".formatted(warning.node(),
                        warning.nanos() / 1e9)) + Printable.lines(warning.text()));
    }

    /** Ends the line of progress, before anything else is printed. */
    void endLine() {
        if (isProgressShown) {
            out.print("\r\033[K");
            isProgressShown = false;
        }
    }

    /**
     * Reports a test that broke because of a node.
     *
     * @param faults what the nemesis did, one line each
     */
    void broken(TestRun.Outcome outcome, List<String> faults, Path folder) {
        endLine();
        TestRun.Breakdown broken = outcome.broken();
        outcome.misconduct().forEach(kind -> out.println("\n" + Printable.lines(kind.describe())));
        faults.forEach(fault -> out.println("Fault       " + fault));
        Path log = Summary.log(folder, broken.node());
        out.printf("%n%s%n    Its log: %s%n", style.bad("The test broke: ") + "node %s %s".formatted(broken.node(),
                Printable.lines(broken.reason())), log);
        LastWords.of(log).forEach(line -> out.println("    | " + Printable.text(line)));
        out.printf("%n%s", Summary.where(folder));
    }
}
