package bench.soak;

import bench.hunt.Counts;
import bench.hunt.Crew;
import bench.hunt.Failure;
import bench.hunt.RunResult;
import bench.hunt.Seeds;
import bench.hunt.Tally;
import bench.hunt.WorkerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Does many runs of one challenge on all cores, a piece at a time. */
public final class Soak {

    private final List<String> command;
    private final Iterator<Seeds> waiting;
    private final Listener listener;

    /** Told of each run and each piece, by one thread at a time. */
    public interface Listener {

        /** @param run a piece of one run */
        void ran(Piece run);

        void finished(Piece piece) throws IOException;
    }

    /**
     * @param command names the challenge
     * @param pieces  the numbers of the runs to do
     */
    public Soak(List<String> command, List<Seeds> pieces, Listener listener) {
        this.command = command;
        this.waiting = pieces.iterator();
        this.listener = listener;
    }

    /** @param starter the command that starts a process to run such runs */
    public void run(int processes, List<String> starter) throws IOException, InterruptedException {
        try (Crew crew = new Crew(starter)) {
            crew.work(processes, worker -> {
                Seeds piece = next();
                if (piece != null) {
                    Piece result = run(piece, worker);
                    synchronized (this) {
                        listener.finished(result);
                    }
                }
                return piece != null;
            });
        }
    }

    private synchronized Seeds next() {
        return waiting.hasNext() ? waiting.next() : null;
    }

    private Piece run(Seeds piece, WorkerProcess worker) throws IOException {
        Counts counts = Counts.NONE;
        List<Failure> failures = new ArrayList<>();
        for (long run : piece.stream().toArray()) {
            RunResult result = worker.run(run);
            List<Failure> failure = result.reason().isValid() ? List.of() : List.of(new Failure(run, result.reason()));
            counts = counts.plus(result.counts());
            failures.addAll(failure);
            synchronized (this) {
                listener.ran(new Piece(new Tally(command, Seeds.only(run), 1, failure), result.counts()));
            }
        }
        return new Piece(new Tally(command, piece, piece.count(), failures), counts);
    }
}
