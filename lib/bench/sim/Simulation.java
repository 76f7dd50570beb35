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
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs a test of a script in virtual time: the same script, options and seed give the same history, byte for byte. */
public final class Simulation {

    /** What handing over one message costs, so that nothing takes zero time; calibrated on the real Maelstrom. */
    private static final long HOP_NANOS = 300_000;

    /** How long a script may compute without coming back to its loop. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final NodeFactory nodes;
    private final long patienceMillis;

    /** Makes a node that runs a script, on the event loop given. */
    @FunctionalInterface
    public interface NodeFactory {
        Node launch(EventLoop loop, Script script, String id, Node.Output output, Consumer<String> log, RandomGenerator random);
    }

    public Simulation(NodeFactory nodes) {
        this(nodes, PATIENCE_MILLIS);
    }

    /** @param patienceMillis how long, on the clock on the wall, nothing may happen before the run counts as stuck */
    public Simulation(NodeFactory nodes, long patienceMillis) {
        this.nodes = nodes;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Runs a test to its end.
     *
     * @param journal is told all that happens
     * @throws Stuck if a node computes for ever
     */
    public TestRun.Outcome run(TestOptions options, Workload workload, Script script, Journal journal,
                               Observer observer) {
        TestRun.Outcome[] outcome = new TestRun.Outcome[1];
        Throwable[] failure = new Throwable[1];
        EventLoop loop = new EventLoop(new Clock.Virtual());
        SplittableRandom nodeSeeds = new SplittableRandom(~options.seed());
        Node.Launcher launcher = (id, output) ->
                nodes.launch(loop, script, id, output,
                        line -> journal.record(loop.now(), new Event.Log(id, line)), nodeSeeds.split());
        // On a virtual thread, because taking turns with the nodes' virtual threads is cheap there.
        Thread simulator = Thread.ofVirtual().name("simulator").start(() -> {
            try {
                outcome[0] = new TestRun(options, workload, loop, launcher, HOP_NANOS, true, journal, observer).run();
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        awaitEnd(simulator, loop);
        if (failure[0] instanceof RuntimeException e) {
            throw e;
        } else if (failure[0] != null) {
            throw new IllegalStateException(failure[0]);
        }
        return outcome[0];
    }

    private void awaitEnd(Thread simulator, EventLoop loop) {
        try {
            long handled = -1;
            while (!simulator.join(Duration.ofMillis(patienceMillis))) {
                if (handled == loop.handled()) {
                    throw new Stuck(patienceMillis, loop.now());
                }
                handled = loop.handled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A node has computed for so long that it will hardly ever come back. */
    public static final class Stuck extends RuntimeException {

        private Stuck(long patienceMillis, long nanos) {
            super(("a node has been busy for more than %.0f s of wall time, at %.3f s of the test: does it loop, or "
                    + "wait for something other than its node?").formatted(patienceMillis / 1e3, nanos / 1e9));
        }
    }
}
