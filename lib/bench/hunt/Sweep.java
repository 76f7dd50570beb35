package bench.hunt;

import bench.scenario.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs many seeds on all cores. The simulator uses one core, so there is one process for each core. Each process takes
 * the next seed as soon as it is free.
 */
public final class Sweep implements AutoCloseable {

    private final List<String> command;
    private final Seeds seeds;
    private final boolean keepGoing;
    private final Starter starter;
    private final Progress progress;
    private final PrimitiveIterator.OfLong waiting;
    private final List<Failure> failures = new ArrayList<>();
    private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();
    private long firstFailure = Long.MAX_VALUE;
    private long done;
    private IOException trouble;

    /** Starts a process that serves as a {@link SeedWorker}. */
    public interface Starter {
        Process start() throws IOException;
    }

    /** Called after each run. */
    public interface Progress {
        void update(long done, int failures);
    }

    /**
     * @param command   the words after {@code maelstrom}, without the seed
     * @param keepGoing whether to run all seeds, or to stop at the first failure
     */
    public Sweep(List<String> command, Seeds seeds, boolean keepGoing, Starter starter, Progress progress) {
        this.command = command;
        this.seeds = seeds;
        this.keepGoing = keepGoing;
        this.starter = starter;
        this.progress = progress;
        this.waiting = seeds.stream().iterator();
    }

    /** Runs the seeds in this many processes. It leaves them running for {@link #store}. */
    public Tally run(int processes) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(processes, seeds.count()); i++) {
            threads.add(Thread.ofPlatform().name("worker " + i).start(this::work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (trouble != null) {
            throw trouble;
        }
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
        Worker worker = idle.isEmpty() ? new Worker() : idle.remove();
        String folder = worker.ask(SeedWorker.STORE + seed);
        idle.add(worker);
        return Optional.ofNullable(folder).filter(path -> !path.isEmpty()).map(Path::of);
    }

    private void work() {
        try {
            Worker worker = new Worker();
            for (Optional<Long> seed = next(); seed.isPresent(); seed = next()) {
                take(seed.get(), worker.run(seed.get()));
                worker = worker.dead ? new Worker() : worker;
            }
            idle.add(worker);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private synchronized Optional<Long> next() {
        if (trouble != null || !waiting.hasNext()) {
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

    private synchronized void giveUp(IOException e) {
        trouble = e;
    }

    /** Ends the processes. */
    @Override
    public void close() throws IOException {
        for (Worker worker : idle) {
            worker.requests.close();
        }
    }

    /** One process. */
    private final class Worker {

        private final Process process = starter.start();
        private final BufferedReader answers = process.inputReader();
        private final Writer requests = process.outputWriter();
        private boolean hasAnswered;
        private boolean dead;

        private Worker() throws IOException {
        }

        /**
         * Runs a seed and says how it ended. If the script ends the whole process, its run is broken.
         *
         * @throws IOException if the process does not work at all
         */
        private Reason run(long seed) throws IOException {
            String answer = ask(SeedWorker.RUN + seed);
            try {
                Reason reason = Reason.parse(String.valueOf(answer));
                hasAnswered = true;
                return reason;
            } catch (IllegalArgumentException e) {
                process.destroy();
                if (!hasAnswered) {
                    throw new IOException("a process that should run seeds ended"
                            + (answer == null ? "" : ", and said: " + answer));
                }
                dead = true;
                return Reason.broken();
            }
        }

        /** @return null if the process has ended */
        private String ask(String request) throws IOException {
            try {
                requests.write(request + "\n");
                requests.flush();
            } catch (IOException e) {
                // The process has ended; its output may say why.
            }
            return answers.readLine();
        }
    }
}
