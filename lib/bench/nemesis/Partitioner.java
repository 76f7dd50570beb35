package bench.nemesis;

import bench.kernel.EventLoop;
import bench.kernel.Network;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Cuts the network and heals it, in turn, as Maelstrom does: the first cut comes at once, then the wait between two
 * events is uniform between 0 and twice the interval.
 */
public final class Partitioner implements Nemesis {

    private final EventLoop loop;
    private final Network network;
    private final List<String> nodes;
    private final long intervalNanos;
    private final RandomGenerator random;
    private final Log log;
    private boolean cut;
    private boolean stopped;

    /** Told what happens, with Jepsen's names: {@code start-partition} or {@code stop-partition}. */
    @FunctionalInterface
    public interface Log {
        void event(String f, Object value);
    }

    /** @param intervalNanos the mean wait between two events */
    public Partitioner(EventLoop loop, Network network, List<String> nodes, long intervalNanos, RandomGenerator random,
                       Log log) {
        this.loop = loop;
        this.network = network;
        this.nodes = nodes;
        this.intervalNanos = intervalNanos;
        this.random = random;
        this.log = log;
    }

    @Override
    public void start() {
        if (stopped) {
            return;
        }
        if (cut) {
            heal();
        } else {
            cut();
        }
        loop.after(random.nextLong(2 * intervalNanos), this::start);
    }

    @Override
    public void stop() {
        stopped = true;
        heal();
    }

    private void cut() {
        Partition shape = Partition.values()[random.nextInt(Partition.values().length)];
        Map<String, Set<String>> grudge = shape.grudge(nodes, random);
        grudge.forEach((dest, sources) -> sources.forEach(src -> network.cut(src, dest)));
        cut = true;
        log.event("start-partition", List.of(shape.jepsenName(), grudge));
    }

    private void heal() {
        network.heal();
        cut = false;
        log.event("stop-partition", null);
    }
}
