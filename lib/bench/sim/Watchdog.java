package bench.sim;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Notices that a node does not come back: it loops, or waits for something that no other thread will do. A node that
 * computes is given processor time, not wall time: on a busy machine it needs longer, and a node that a debugger has
 * stopped uses none.
 */
final class Watchdog {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Duration patience;
    private final LongSupplier progress;
    private final Map<String, SimulatedNode> nodes = new ConcurrentHashMap<>();

    /** A node that does not come back, and what it does instead. */
    record Stuck(String node, String reason) {
    }

    /** What was to be seen when the dog looked. */
    private record Sight(String node, SimulatedNode.Activity activity, long progress, Duration wall,
                         Duration processor) {

        /** Whether it is one and the same turn of a node. */
        private boolean continues(Sight before) {
            return before != null && node.equals(before.node) && progress == before.progress
                    && activity.waits() == before.activity.waits();
        }

        private Duration since(Sight before) {
            return activity.waits() ? wall.minus(before.wall) : processor.minus(before.processor);
        }
    }

    /**
     * @param patience how long a node may compute, or wait; a century switches the watch off
     * @param progress a number that is another one whenever something has happened in the simulation
     */
    Watchdog(Duration patience, LongSupplier progress) {
        this.patience = patience;
        this.progress = progress;
    }

    /** Watches this node, instead of an earlier one of that name. */
    void watch(String id, SimulatedNode node) {
        nodes.put(id, node);
    }

    /** Waits for the simulator to end, or for a node that does not come back. */
    Optional<Stuck> await(Thread simulator) throws InterruptedException {
        Duration tick = patience.compareTo(LONGEST_TICK) < 0 ? patience : LONGEST_TICK;
        Sight first = null;
        while (!simulator.join(tick)) {
            Sight now = look();
            if (now == null || !now.continues(first)) {
                first = now;
            } else if (now.since(first).compareTo(patience) >= 0) {
                nodes.get(now.node).kill(); // should it come back after all, it stays where it is
                return Optional.of(new Stuck(now.node, reason(now.activity)));
            }
        }
        return Optional.empty();
    }

    private Sight look() {
        long before = progress.getAsLong();
        for (Map.Entry<String, SimulatedNode> node : nodes.entrySet()) {
            SimulatedNode.Activity activity = node.getValue().activity();
            if (activity != null) {
                return new Sight(node.getKey(), activity, before, Duration.ofNanos(System.nanoTime()),
                        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ofNanos(System.nanoTime())));
            }
        }
        return null;
    }

    /** Who has the turn, and what it does, in words. */
    Optional<String> whereabouts() {
        return Optional.ofNullable(look()).map(sight -> "node " + sight.node + " " + sight.activity.what());
    }

    private String reason(SimulatedNode.Activity activity) {
        return activity.waits()
                ? "waits for what never comes, " + activity.what()
                        + ": a node may wait in node.rpc, node.sleep and in calls of services only"
                : "has computed for more than %d s of processor time without coming back, %s: does it loop?"
                        .formatted(patience.toSeconds(), activity.what());
    }
}
