package bench.sim;

import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Node;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Workload;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import jdk.management.VirtualThreadSchedulerMXBean;

/** Runs a test of a script in virtual time: the same script, options and seed give the same history, byte for byte. */
public final class Simulator {

    /**
     * The time it takes to hand over one message, so that nothing takes zero time; calibrated on the real Maelstrom.
     */
    private static final long HOP_NANOS = 300_000;

    /**
     * How long a script may compute, or wait for something, without returning to its loop. Under a debugger there is no
     * limit, because somebody may be looking at a stopped node.
     */
    private static final Duration PATIENCE = DebugAgent.isPresent() ? Duration.ofDays(36_500) : Duration.ofSeconds(10);

    /** No event of a simulation takes so long, unless a node loops. */
    private static final Duration CARRIER_PATIENCE = Duration.ofMillis(500);

    private final NodeFactory nodes;
    private final Duration patience;
    private volatile Watchdog watchdog;

    /** Makes a node that runs a script on the given event loop. */
    @FunctionalInterface
    public interface NodeFactory {
        SimulatedNode create(EventLoop loop, Script script, String id, Node.Output output, Consumer<String> log,
                             RandomGenerator random);
    }

    public Simulator(NodeFactory nodes) {
        this(nodes, PATIENCE);
    }

    /** @param patience how long a node may compute, or wait for anything but input, before it counts as stuck */
    public Simulator(NodeFactory nodes, Duration patience) {
        this.nodes = nodes;
        this.patience = patience;
    }

    /**
     * Lets this many simulations run at the same time. Each keeps one core busy, because its threads take turns. The
     * JVM must not have more carriers of virtual threads than simulations, or they would take threads from each other.
     */
    public static void allowAtOnce(int simulations) {
        scheduler().setParallelism(simulations);
    }

    private static VirtualThreadSchedulerMXBean scheduler() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }

    /** Which node has its turn in the latest simulation, and what it is doing, as text for people. */
    public Optional<String> whereabouts() {
        return Optional.ofNullable(watchdog).flatMap(Watchdog::whereabouts);
    }

    /**
     * Runs a test to its end. A node that gets stuck breaks the test.
     *
     * @param journal records everything that happens
     * @throws CancellationException if this thread is interrupted
     */
    public TestRun.Outcome run(TestOptions options, Workload workload, Script script, Journal journal,
                               Observer observer) {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        Watchdog dog = new Watchdog(patience, loop::handled);
        watchdog = dog;
        NodeDice dice = new NodeDice(~options.seed());
        if (options.plan() != null && options.plan().fork() != null) {
            loop.at(options.plan().fork().nanos(), () -> dice.fork(options.plan().fork().seed()));
        }
        NodeFactory factory = script.nodes(nodes);
        TestRun test = new TestRun(options, workload, loop, (id, output) -> {
            SimulatedNode node = factory.create(loop, script, id, output,
                    line -> journal.record(loop.now(), new Event.Log(id, line)), dice.next(id));
            dog.watch(id, node);
            node.start();
            return node;
        }, HOP_NANOS, true, journal, observer);
        // The simulator runs on a virtual thread too, because switching between virtual threads is cheap.
        FutureTask<TestRun.Outcome> run = new FutureTask<>(test::run);
        Optional<Watchdog.Stuck> stuck = await(dog, Thread.ofVirtual().name("simulator").start(run));
        if (stuck.isPresent()) {
            replaceCarrier();
            return test.abandon(stuck.get().node(), stuck.get().reason());
        }
        return outcome(run);
    }

    private static TestRun.Outcome outcome(FutureTask<TestRun.Outcome> ended) {
        if (ended.state() == Future.State.SUCCESS) {
            return ended.resultNow();
        }
        throw ended.exceptionNow() instanceof RuntimeException e ? e : new IllegalStateException(ended.exceptionNow());
    }

    private static Optional<Watchdog.Stuck> await(Watchdog dog, Thread simulator) {
        try {
            return dog.await(simulator);
        } catch (InterruptedException e) {
            simulator.interrupt();
            replaceCarrier();
            throw new CancellationException("interrupted");
        }
    }

    /** A node that loops never gives back the thread that carries virtual threads; the next run needs another one. */
    private static void replaceCarrier() {
        try {
            if (!Thread.startVirtualThread(() -> { }).join(CARRIER_PATIENCE)) {
                scheduler().setParallelism(scheduler().getParallelism() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
