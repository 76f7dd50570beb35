package bench.nemesis;

import bench.kernel.Cluster;
import bench.kernel.EventLoop;
import bench.kernel.Fates;
import bench.kernel.Network;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Injects faults, each on and off in turn, as Maelstrom does with partitions: the first comes at once, then the wait
 * between two events is uniform between 0 and twice the interval.
 */
public final class Nemesis {

    /** Maelstrom 0.2.4 knows the first of these; newer versions know the next two. The others are ours. */
    public static final List<String> FAULTS =
            List.of("partition", "kill", "pause", "loss", "duplicate", "reorder", "slow");

    private static final double LOSS = 0.3;
    private static final double DUPLICATES = 0.3;
    private static final int REORDER_MILLIS = 200;
    private static final int SLOWER = 10;

    private final EventLoop loop;
    private final RandomGenerator random;
    private final long intervalNanos;
    private final Log log;
    private final Map<String, Cycle> cycles = new LinkedHashMap<>();
    private long endNanos;

    /** Told what happens: that a fault begins, with its value, or that it ends, with null. */
    @FunctionalInterface
    public interface Log {
        void event(String fault, boolean begins, Object value);
    }

    /** @param intervalNanos the mean wait between two events of one fault */
    public Nemesis(EventLoop loop, RandomGenerator random, long intervalNanos, Log log) {
        this.loop = loop;
        this.random = random;
        this.intervalNanos = intervalNanos;
        this.log = log;
    }

    /**
     * Takes up faults by their names in {@link #FAULTS}.
     *
     * @param restart brings a killed node back
     */
    public void add(Collection<String> names, List<String> nodes, Network network, Fates fates, Cluster cluster,
                    Consumer<String> restart) {
        for (String name : names) {
            cycles.put(name, new Cycle(name, switch (name) {
                case "partition" -> partition(nodes, network);
                case "kill" -> onOneNode(nodes, cluster::kill, restart);
                case "pause" -> onOneNode(nodes, cluster::pause, cluster::resume);
                case "loss" -> fault(() -> fates.lose(LOSS), () -> fates.lose(0));
                case "duplicate" -> fault(() -> fates.duplicate(DUPLICATES), () -> fates.duplicate(0));
                case "reorder" -> fault(() -> fates.jitter(REORDER_MILLIS), () -> fates.jitter(0));
                case "slow" -> fault(() -> fates.slowDown(SLOWER), () -> fates.slowDown(1));
                default -> throw new IllegalArgumentException("no fault " + name);
            }));
        }
    }

    /** Begins; as with Maelstrom, nothing changes any more once so much time has passed. */
    public void start(long limitNanos) {
        endNanos = loop.now() + limitNanos;
        cycles.values().forEach(Cycle::turn);
    }

    /** Mends everything. */
    public void stop() {
        endNanos = loop.now();
        cycles.values().forEach(Cycle::end);
    }

    private Fault partition(List<String> nodes, Network network) {
        return new Fault() {
            @Override
            public Object start() {
                Partition shape = Partition.values()[random.nextInt(Partition.values().length)];
                Map<String, Set<String>> grudge = shape.grudge(nodes, random);
                grudge.forEach((dest, sources) -> sources.forEach(src -> network.cut(src, dest)));
                return List.of(shape.jepsenName(), grudge);
            }

            @Override
            public void stop() {
                network.heal();
            }
        };
    }

    private Fault onOneNode(List<String> nodes, Consumer<String> hit, Consumer<String> mend) {
        return new Fault() {
            private String victim;

            @Override
            public Object start() {
                victim = nodes.get(random.nextInt(nodes.size()));
                hit.accept(victim);
                return victim;
            }

            @Override
            public void stop() {
                mend.accept(victim);
            }
        };
    }

    private static Fault fault(Runnable start, Runnable stop) {
        return new Fault() {
            @Override
            public Object start() {
                start.run();
                return null;
            }

            @Override
            public void stop() {
                stop.run();
            }
        };
    }

    /** One fault, on and off. */
    private final class Cycle {

        private final String name;
        private final Fault fault;
        private boolean on;

        private Cycle(String name, Fault fault) {
            this.name = name;
            this.fault = fault;
        }

        private void turn() {
            if (loop.now() < endNanos) {
                flip();
                loop.after(random.nextLong(2 * intervalNanos), this::turn);
            }
        }

        private void flip() {
            on = !on;
            if (on) {
                log.event(name, true, fault.start());
            } else {
                fault.stop();
                log.event(name, false, null);
            }
        }

        private void end() {
            if (on) {
                flip();
            }
        }
    }
}
