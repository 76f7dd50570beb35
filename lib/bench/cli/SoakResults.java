package bench.cli;

import bench.engine.ExitStatus;
import bench.history.Nouns;
import bench.scenario.Reason;
import bench.sim.ExitGuard;
import bench.soak.Ledger;
import bench.soak.Piece;
import bench.soak.Soak;
import bench.soak.SoakTable;
import bench.terminal.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a soak has found so far. It is printed at the end of the soak, or when Ctrl-C or another signal ends it. */
final class SoakResults implements Soak.Listener {

    private final Path home;
    private final Ledger ledger;
    private final Sink sink;
    private final long all;
    private final boolean hasTable;
    private final PrintStream out = System.out;
    private final ProgressBar bar;
    private final long startNanos = System.nanoTime();
    /** Single runs, whose pieces are not finished. */
    private final List<Piece> unfinished = new ArrayList<>();
    private long ran;
    private int failed;
    private boolean isPrinted;

    /** Where finished pieces go besides the ledger. */
    interface Sink {
        void take(Piece piece) throws IOException;
    }

    /**
     * @param home     where {@code devbox.json} lies
     * @param ledger   has what was known before
     * @param all      the number of runs to do
     * @param hasTable false for a part of a soak, which only prints its pieces
     */
    SoakResults(Path home, Ledger ledger, Sink sink, long all, boolean hasTable) {
        this.home = home;
        this.ledger = ledger;
        this.sink = sink;
        this.all = all;
        this.hasTable = hasTable;
        this.bar = new ProgressBar(out, all, "runs");
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt));
    }

    @Override
    public synchronized void ran(Piece run) {
        if (!isPrinted) {
            ran++;
            failed += run.tally().failures().size();
            unfinished.add(run);
            bar.update(ran, failed);
        }
    }

    /** After a signal, nothing is taken any more: the workers are dying, too, and their runs would look broken. */
    @Override
    public synchronized void finished(Piece piece) throws IOException {
        if (!isPrinted) {
            unfinished.removeIf(run -> piece.tally().seeds().stream()
                    .anyMatch(number -> number == run.tally().seeds().first()));
            ledger.add(piece);
            sink.take(piece);
        }
    }

    private synchronized void interrupt() {
        if (isPrinted || !ExitGuard.endsBySignal()) {
            return;
        }
        List<Piece> whole = unfinished.stream().filter(run -> !isBroken(run)).toList();
        ran -= unfinished.size() - whole.size();
        whole.forEach(ledger::add);
        try {
            print();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (hasTable) {
            out.println("\nInterrupted after " + ran + " of " + all + " runs.");
        }
    }

    /** Whether the run may have been cut short by the signal, which also ends the workers. */
    private static boolean isBroken(Piece run) {
        return run.tally().worst().ending() == Reason.Ending.BROKEN;
    }

    /** Prints them, and returns the exit status of the soak. */
    synchronized int print() throws IOException {
        SoakTable table = new SoakTable(home, ledger.totals());
        if (!isPrinted) {
            isPrinted = true;
            bar.clear();
            if (hasTable) {
                table.print(out);
                double seconds = (System.nanoTime() - startNanos) / 1e9;
                out.printf("%nSpeed       %s in %.1f s, %.1f a second%n", Nouns.count(ran, "run"), seconds,
                        ran / seconds);
            }
        }
        return ExitStatus.of(table.worst());
    }
}
