package bench.run;

import bench.history.History;
import bench.history.Op;
import bench.journal.Journal;
import bench.kernel.EventLoop;
import bench.workload.Settings;
import bench.workload.Workload;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Lets processes perform a generator's operations, like Jepsen's interpreter. Each thread talks to one node and
 * performs one operation at a time. The pause before an operation is uniform between 0 and twice the mean. After an
 * operation whose outcome is unknown, the thread continues as a new process, whose number is larger by the concurrency.
 */
final class Interpreter {

    /** How soon a generator that had nothing to do is asked again, unless something happens before. */
    private static final long PENDING_NANOS = 1_000_000;

    private final EventLoop loop;
    private final RandomGenerator random;
    private final List<Worker> workers = new ArrayList<>();
    private Phase phase;

    /** @param connections makes a new client in the network */
    Interpreter(EventLoop loop, Workload workload, Settings settings, History.Recorder recorder,
                RandomGenerator random, Supplier<RpcClient> connections, Conduct conduct, Journal journal) {
        this.loop = loop;
        this.random = random;
        Worker.Context context = new Worker.Context(loop, workload, recorder, connections, conduct, journal,
                settings.concurrency(), () -> phase);
        List<String> nodes = settings.nodes();
        for (int thread = 0; thread < settings.concurrency(); thread++) {
            workers.add(new Worker(thread, nodes.get(thread % nodes.size()), context));
        }
    }

    /**
     * Performs a generator's operations, and calls {@code done} when all have ended.
     *
     * @param meanPauseNanos the mean pause between two operations of all processes together; 0 for none
     * @param limitNanos     no operation begins after this time
     */
    void run(Generator generator, long meanPauseNanos, long limitNanos, Runnable done) {
        phase = new Generated(generator, meanPauseNanos, loop.now() + limitNanos, done);
        phase.proceed();
    }

    /** Performs each of these operations at its time, and calls {@code done} when all have ended. */
    void play(List<Plan.Call> calls, Runnable done) {
        Planned planned = new Planned(calls.size(), done);
        phase = planned;
        calls.forEach(call -> loop.at(call.nanos(), () -> planned.begin(worker(call), call.invocation())));
        if (calls.isEmpty()) {
            done.run();
        }
    }

    private Worker worker(Plan.Call call) {
        return workers.stream().filter(worker -> worker.node().equals(call.node())).skip(call.worker()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan asks for worker %d of %s".formatted(call.worker(), call.node())));
    }

    /** Performs the operations of a plan. An operation waits while its worker is busy. */
    private final class Planned implements Phase {

        private final Map<Worker, Deque<Invocation>> due = new LinkedHashMap<>();
        private final Runnable done;
        private int left;

        private Planned(int left, Runnable done) {
            this.left = left;
            this.done = done;
        }

        private void begin(Worker worker, Invocation invocation) {
            due.computeIfAbsent(worker, _ -> new ArrayDeque<>()).add(invocation);
            proceed();
        }

        @Override
        public void proceed() {
            due.forEach((worker, waiting) -> {
                if (worker.isFree() && !waiting.isEmpty()) {
                    worker.invoke(waiting.remove());
                }
            });
        }

        @Override
        public void update(int thread, Op op) {
            if (!op.isInvoke() && --left == 0) {
                loop.soon(done);
            }
        }
    }

    /** Performs the operations of a generator. */
    private final class Generated implements Phase {

        private final Generator generator;
        private final long meanPauseNanos;
        private final long endNanos;
        private final Runnable done;
        private long nextNanos = loop.now();
        private long alarmNanos = -1;
        private boolean over;

        private Generated(Generator generator, long meanPauseNanos, long endNanos, Runnable done) {
            this.generator = generator;
            this.meanPauseNanos = meanPauseNanos;
            this.endNanos = endNanos;
            this.done = done;
        }

        /** Begins the operations that can begin now, and arranges the next call. */
        @Override
        public void proceed() {
            if (over) {
                return;
            }
            List<Worker> free = new ArrayList<>(workers.stream().filter(worker -> worker.isFree()).toList());
            long nextOpNanos = Math.max(nextNanos, loop.now());
            if (nextOpNanos >= endNanos || generator.isDone()) {
                if (free.size() == workers.size()) { // otherwise the next completion calls again
                    over = true;
                    done.run();
                }
            } else if (nextOpNanos > loop.now()) {
                callAgainAt(nextOpNanos);
            } else {
                dispatch(free);
            }
        }

        @Override
        public void update(int thread, Op op) {
            generator.update(thread, op);
        }

        private void dispatch(List<Worker> free) {
            Collections.shuffle(free, Random.from(random));
            for (Worker worker : free) {
                Invocation invocation = generator.next(worker.thread(), loop.now());
                if (invocation != null) {
                    nextNanos = loop.now() + (meanPauseNanos == 0 ? 0 : random.nextLong(2 * meanPauseNanos));
                    loop.soon(this::proceed);
                    worker.invoke(invocation);
                    return;
                }
            }
            if (!free.isEmpty()) { // otherwise the next completion calls again
                callAgainAt(loop.now() + PENDING_NANOS);
            }
        }

        private void callAgainAt(long nanos) {
            if (nanos != alarmNanos) {
                alarmNanos = nanos;
                loop.at(nanos, this::proceed);
            }
        }
    }
}
