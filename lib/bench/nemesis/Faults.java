package bench.nemesis;

import bench.kernel.Cluster;
import bench.kernel.Fates;
import bench.kernel.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** All faults of a run, by name. */
public final class Faults {

    /** Maelstrom 0.2.4 knows the first of these, and newer versions the next two. The others are our own. */
    public static final List<String> NAMES =
            List.of("partition", "kill", "pause", "loss", "duplicate", "reorder", "slow", "clock");

    private static final double LOSS = 0.3;
    private static final double DUPLICATES = 0.3;
    private static final int REORDER_MILLIS = 200;
    private static final int SLOWER = 10;
    private static final int EXACT_PERCENT = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, Fault> faults = new LinkedHashMap<>();

    /**
     * @param restart restarts a killed node
     * @param random  chooses the affected nodes
     */
    public Faults(List<String> nodes, Network network, Fates fates, Cluster cluster, Consumer<String> restart,
                  RandomGenerator random) {
        faults.put("partition", partition(nodes, network, random));
        faults.put("kill", onOneNode(nodes, cluster::kill, restart, random));
        faults.put("pause", onOneNode(nodes, cluster::pause, cluster::resume, random));
        faults.put("loss", fault(() -> fates.lose(LOSS), () -> fates.lose(0)));
        faults.put("duplicate", fault(() -> fates.duplicate(DUPLICATES), () -> fates.duplicate(0)));
        faults.put("reorder", fault(() -> fates.jitter(REORDER_MILLIS), () -> fates.jitter(0)));
        faults.put("slow", fault(() -> fates.slowDown(SLOWER), () -> fates.slowDown(1)));
        faults.put("clock", clock(nodes, cluster, random));
    }

    /** The fault of this name, one of {@link #NAMES}. */
    public Fault get(String name) {
        return faults.get(name);
    }

    /**
     * Returns the value of a fault that somebody has written.
     *
     * @throws IllegalArgumentException if the fault does not take such a value
     */
    public static Object value(String fault, Object value) {
        if (fault.equals("clock")) {
            return Skew.of(value).value();
        } else if (value != null) {
            throw new IllegalArgumentException("the fault " + fault + " takes no value");
        }
        return null;
    }

    private static Fault partition(List<String> nodes, Network network, RandomGenerator random) {
        return new Fault() {
            @Override
            public Object draw() {
                Partition shape = Partition.values()[random.nextInt(Partition.values().length)];
                return List.of(shape.jepsenName(), shape.grudge(nodes, random));
            }

            /** @param what the shape, and for each node the nodes whose messages it drops */
            @Override
            public void begin(Object what) {
                Map<?, ?> grudge = (Map<?, ?>) ((List<?>) what).getLast();
                grudge.forEach((dest, sources) ->
                        ((Iterable<?>) sources).forEach(src -> network.cut((String) src, (String) dest)));
            }

            @Override
            public void end() {
                network.heal();
            }
        };
    }

    private static Fault onOneNode(List<String> nodes, Consumer<String> hit, Consumer<String> mend,
                                   RandomGenerator random) {
        return new Fault() {
            private String victim;

            @Override
            public Object draw() {
                return nodes.get(random.nextInt(nodes.size()));
            }

            @Override
            public void begin(Object what) {
                victim = (String) what;
                hit.accept(victim);
            }

            @Override
            public void end() {
                mend.accept(victim);
            }
        };
    }

    private static Fault clock(List<String> nodes, Cluster cluster, RandomGenerator random) {
        return new Fault() {
            private String victim;

            @Override
            public Object draw() {
                return Skew.draw(nodes, random).value();
            }

            @Override
            public void begin(Object what) {
                Skew skew = Skew.of(what);
                victim = skew.node();
                cluster.skew(victim, skew.leapMillis() * NANOS_PER_MILLI, skew.percent());
            }

            @Override
            public void end() {
                cluster.skew(victim, 0, EXACT_PERCENT);
            }
        };
    }

    private static Fault fault(Runnable begin, Runnable end) {
        return new Fault() {
            @Override
            public Object draw() {
                return null;
            }

            @Override
            public void begin(Object what) {
                begin.run();
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }
}
