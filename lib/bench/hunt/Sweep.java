package bench.hunt;

import bench.scenario.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/** Runs many seeds of one test on all cores. */
public final class Sweep implements AutoCloseable {

    private final List<String> command;
    private final Seeds seeds;
    private final boolean keepGoing;
    private final Progress progress;
    private final Crew crew;
    private final PrimitiveIterator.OfLong waiting;
    private final List<Failure> failures = new ArrayList<>();
    private long firstFailure = Long.MAX_VALUE;
    private long done;

    /** Called after each run. */
    public interface Progress {
        void update(long done, int failures);
    }

    /**
     * @param command   the words after {@code maelstrom}, without the seed
     * @param keepGoing whether to run all seeds, or to stop at the first failure
     * @param starter   the command that starts a process to run seeds
     */
    public Sweep(List<String> command, Seeds seeds, boolean keepGoing, List<String> starter, Progress progress) {
        this.command = command;
        this.seeds = seeds;
        this.keepGoing = keepGoing;
        this.crew = new Crew(starter);
        this.progress = progress;
        this.waiting = seeds.stream().iterator();
    }

    /** Runs the seeds in this many processes. It leaves them running for {@link #store}. */
    public Tally run(int processes) throws IOException, InterruptedException {
        crew.work((int) Math.min(processes, seeds.count()), worker -> {
            Optional<Long> seed = next();
            if (seed.isPresent()) {
                take(seed.get(), worker.run(seed.get()).reason());
            }
            return seed.isPresent();
        });
        return keepGoing ? new Tally(command, seeds, done, failures) : untilFirstFailure();
    }

    /**
     * The result up to the first failure. Later seeds that have also run do not count, so the result does not depend on
     * the speed of the processes.
     */
    private Tally untilFirstFailure() {
        return new Tally(command, seeds, seeds.stream().takeWhile(seed -> seed <= firstFailure).count(),
                failures.stream().filter(failure -> failure.seed() == firstFailure).toList());
    }

    /** Runs a seed again and stores all files of the run. */
    public Optional<Path> store(long seed) throws IOException {
        return crew.anyone().store(seed);
    }

    private synchronized Optional<Long> next() {
        if (!waiting.hasNext()) {
            return Optional.empty();
        }
        long seed = waiting.next();
        return keepGoing || seed < firstFailure ? Optional.of(seed) : Optional.empty();
    }

    private synchronized void take(long seed, Reason reason) {
        done++;
        if (!reason.isValid()) {
            failures.add(new Failure(seed, reason));
            firstFailure = Math.min(firstFailure, seed);
        }
        progress.update(done, failures.size());
    }

    /** Ends the processes. */
    @Override
    public void close() throws IOException {
        crew.close();
    }
}
