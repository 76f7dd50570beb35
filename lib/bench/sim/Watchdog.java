package bench.sim;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Notices a stuck node: one that loops, or waits for something that no other thread will do. Computation is measured in
 * processor time, not in real time, because it takes longer on a busy machine, and a node stopped by a debugger uses
 * none.
 */
final class Watchdog {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Duration patience;
    private final LongSupplier progress;
    private final Map<String, SimulatedNode> nodes = new ConcurrentHashMap<>();

    /** A stuck node, and what it is doing. */
    record Stuck(String node, String reason) {
    }

    /** What the watchdog saw when it looked. */
    private record Sight(String node, SimulatedNode.Activity activity, long progress, Duration wall,
                         Duration processor) {

        /** Whether the node is still in the same turn. */
        private boolean continues(Sight before) {
            return before != null && node.equals(before.node) && progress == before.progress
                    && activity.waits() == before.activity.waits();
        }

        private Duration since(Sight before) {
            return activity.waits() ? wall.minus(before.wall) : processor.minus(before.processor);
        }
    }

    /**
     * @param patience how long a node may compute, or wait; a century turns the watchdog off
     * @param progress a number that changes whenever something happens in the simulation
     */
    Watchdog(Duration patience, LongSupplier progress) {
        this.patience = patience;
        this.progress = progress;
    }

    /** Watches this node instead of an earlier one of the same name. */
    void watch(String id, SimulatedNode node) {
        nodes.put(id, node);
    }

    /** Waits until the simulator ends or a node is stuck. */
    Optional<Stuck> await(Thread simulator) throws InterruptedException {
        Duration tick = patience.compareTo(LONGEST_TICK) < 0 ? patience : LONGEST_TICK;
        Sight first = null;
        while (!simulator.join(tick)) {
            Sight now = look();
            if (now == null || !now.continues(first)) {
                first = now;
            } else if (now.since(first).compareTo(patience) >= 0) {
                nodes.get(now.node).kill(); // if it returns after all, it does nothing more
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

    /** Which node has its turn, and what it is doing, in words. */
    Optional<String> whereabouts() {
        return Optional.ofNullable(look()).map(sight -> "node " + sight.node + " " + sight.activity.what());
    }

    private String reason(SimulatedNode.Activity activity) {
        return activity.waits()
                ? "waits for something that never comes, " + activity.what()
                        + ": a node may wait only in node.rpc, in node.sleep, and in calls to services"
                : "has computed for more than %d s of processor time without a break, %s: does it loop?"
                        .formatted(patience.toSeconds(), activity.what());
    }
}
