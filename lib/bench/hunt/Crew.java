package bench.hunt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that run seeds. The simulator uses one core, so there is one process for each core. Each takes the next
 * piece of work as soon as it is free.
 */
public final class Crew implements AutoCloseable {

    private final List<String> command;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private Throwable trouble;

    /** What the workers do, at the same time. */
    public interface Work {

        /** Gives a worker the next piece of work; returns false if there is none left. */
        boolean next(WorkerProcess worker) throws IOException;
    }

    /** @param command starts a process that serves as a {@link SeedWorker} */
    public Crew(List<String> command) {
        this.command = command;
    }

    /**
     * Does all the work with at most this many processes, which keep running.
     *
     * @throws IOException if a process does not work at all
     * @throws IllegalStateException if the work itself broke
     */
    public void work(int processes, Work work) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            threads.add(Thread.ofPlatform().name("worker " + i).start(() -> workAlone(work)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        switch (trouble) {
            case null -> { }
            case IOException e -> throw e;
            case Throwable e -> throw new IllegalStateException("a worker broke", e);
        }
    }

    private void workAlone(Work work) {
        try {
            WorkerProcess worker = hire();
            while (!isInTrouble() && work.next(worker)) {
                // the next piece
            }
        } catch (Throwable e) { // otherwise this thread would end in silence, and its work be missing from the result
            giveUp(e);
        }
    }

    private WorkerProcess hire() throws IOException {
        WorkerProcess worker = new WorkerProcess(command);
        synchronized (this) {
            workers.add(worker);
        }
        return worker;
    }

    private synchronized boolean isInTrouble() {
        return trouble != null;
    }

    private synchronized void giveUp(Throwable e) {
        trouble = e;
    }

    /** One of the processes, while none works. */
    WorkerProcess anyone() throws IOException {
        return workers.isEmpty() ? hire() : workers.getFirst();
    }

    /** Ends the processes. */
    @Override
    public void close() throws IOException {
        for (WorkerProcess worker : workers) {
            worker.close();
        }
    }
}
