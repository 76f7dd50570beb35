package bench.nemesis;

import bench.kernel.EventLoop;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Injects faults. Each one alternates between on and off, like Maelstrom's partitions: it begins at once, and the wait
 * between two events is uniform between 0 and twice the interval.
 */
public final class Nemesis {

    private final EventLoop loop;
    private final RandomGenerator random;
    private final long intervalNanos;
    private final Faults faults;
    private final Log log;
    private final Map<String, Cycle> cycles = new LinkedHashMap<>();
    private long endNanos;

    /** Called when a fault begins, with its value, and when it ends, with null. */
    @FunctionalInterface
    public interface Log {
        void event(String fault, boolean begins, Object value);
    }

    /** @param intervalNanos the mean wait between two events of one fault */
    public Nemesis(EventLoop loop, RandomGenerator random, long intervalNanos, Faults faults, Log log) {
        this.loop = loop;
        this.random = random;
        this.intervalNanos = intervalNanos;
        this.faults = faults;
        this.log = log;
    }

    /** Adds these faults. */
    public void add(Collection<String> names) {
        names.forEach(name -> cycles.put(name, new Cycle(name, faults.get(name))));
    }

    /** Begins. As in Maelstrom, nothing changes after this much time has passed. */
    public void start(long limitNanos) {
        endNanos = loop.now() + limitNanos;
        cycles.values().forEach(Cycle::turn);
    }

    /** Ends all faults. */
    public void stop() {
        endNanos = loop.now();
        cycles.values().forEach(Cycle::end);
    }

    /** One fault that alternates between on and off. */
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
                Object what = fault.draw();
                fault.begin(what);
                log.event(name, true, what);
            } else {
                fault.end();
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
