package bench.run;

import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets processes perform a generator's operations, like Jepsen's interpreter. Each thread talks to one node and
 * performs one operation at a time. The pause before an operation is uniform between 0 and twice the mean. After an
 * operation whose outcome is unknown, the thread continues as a new process, whose number is larger by the concurrency.
 */
final class Interpreter {

    /** How soon a generator that had nothing to do is asked again, unless something happens before. */
    private static final long PENDING_NANOS = 1_000_000;

    private final EventLoop loop;
    private final Workload workload;
    private final History.Recorder recorder;
    private final RandomGenerator random;
    private final Supplier<RpcClient> connections;
    private final Conduct conduct;
    private final List<Worker> workers = new ArrayList<>();
    private final Journal journal;
    private Phase phase;

    /** @param connections makes a new client in the network */
    Interpreter(EventLoop loop, Workload workload, Settings settings, History.Recorder recorder,
                RandomGenerator random, Supplier<RpcClient> connections, Conduct conduct, Journal journal) {
        this.loop = loop;
        this.workload = workload;
        this.recorder = recorder;
        this.random = random;
        this.connections = connections;
        this.conduct = conduct;
        this.journal = journal;
        List<String> nodes = settings.nodes();
        for (int thread = 0; thread < settings.concurrency(); thread++) {
            workers.add(new Worker(thread, nodes.get(thread % nodes.size()), settings.concurrency()));
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
        return workers.stream().filter(worker -> worker.node.equals(call.node())).skip(call.worker()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan asks for worker %d of %s".formatted(call.worker(), call.node())));
    }

    /** What workers are currently doing. */
    private interface Phase {

        /** Begins the operations that can begin now. */
        void proceed();

        /** Called for each operation that begins or ends. */
        void update(int thread, Op op);
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
                if (worker.current == null && !waiting.isEmpty()) {
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
            List<Worker> free = new ArrayList<>(workers.stream().filter(worker -> worker.current == null).toList());
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
                Invocation invocation = generator.next(worker.thread, loop.now());
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

    /** A thread with its client. Its process changes after each operation whose outcome is unknown. */
    private final class Worker implements Workload.Connection, Workload.Outcome {

        private final int thread;
        private final String node;
        private final int concurrency;
        private int process;
        private Workload.Client client;
        private RpcClient rpc;
        private boolean retired;
        private Invocation current;

        private Worker(int thread, String node, int concurrency) {
            this.thread = thread;
            this.node = node;
            this.concurrency = concurrency;
            this.process = thread;
        }

        /** Opens a client. As in Jepsen, a thread has none before its first operation. */
        private void open() {
            client = workload.client();
            rpc = connections.get();
            retired = false;
        }

        private void invoke(Invocation invocation) {
            current = invocation;
            if (retired) { // as in Jepsen, the old client stays in the network until the next operation
                rpc.close();
            }
            if (retired || rpc == null) {
                open();
            }
            record(Op.Type.INVOKE, invocation.value(), null);
            client.invoke(invocation, this, this);
        }

        @Override
        public void call(ObjectNode request, Consumer<ObjectNode> onReply) {
            rpc.call(node, request, workload.timeoutMillis(), answer -> {
                switch (answer) {
                    case RpcClient.Reply reply -> {
                        try {
                            onReply.accept(reply.body());
                        } catch (Workload.MalformedReply e) {
                            note(Conduct.Offence.MALFORMED, request, e.getMessage());
                            info(List.of("malformed-rpc-response", e.getMessage()));
                        }
                    }
                    case RpcClient.Failure failure -> fail(failure.definite(), List.of(failure.code(), failure.text()));
                    case RpcClient.Silence(boolean isExcused, boolean isTotal) -> {
                        if (!isExcused && isTotal) {
                            note(Conduct.Offence.SILENCE, request, request.toString());
                        }
                        fail(false, "net-timeout");
                    }
                }
            });
        }

        private void note(Conduct.Offence offence, ObjectNode request, String example) {
            conduct.note(node, offence, request.path("type").asString(), loop.now(), example);
        }

        private void fail(boolean definite, Object error) {
            if (workload.failsOn(current.f(), definite)) {
                complete(Op.Type.FAIL, current.value(), error);
            } else {
                info(error);
            }
        }

        @Override
        public void ok(Object value) {
            complete(Op.Type.OK, value, null);
        }

        @Override
        public void info(Object error) {
            complete(Op.Type.INFO, current.value(), error);
        }

        private void complete(Op.Type type, Object value, Object error) {
            record(type, value, error);
            if (type == Op.Type.INFO) {
                process += concurrency;
                retired = !workload.reusesClients();
            }
            current = null;
            phase.proceed();
        }

        private void record(Op.Type type, Object value, Object error) {
            Op op = recorder.add(loop.now(), type, process, current.f(), value, error, current.flags());
            if (journal.listens()) {
                journal.record(op.time(), new Event.Operation(op, node, rpc.id()));
            }
            phase.update(thread, op);
        }
    }
}
