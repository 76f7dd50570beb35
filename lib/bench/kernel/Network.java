package bench.kernel;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages as Maelstrom's network does. Messages between nodes, and between nodes and services, take some
 * latency; those from and to clients take none. Each receiver has one inbox, ordered by the time when messages are
 * due, and one deliverer: it takes the first, drops it if a partition is in the way <em>then</em>, else waits until it
 * is due and hands it over. So a client's request can wait behind a message in flight, and a message already taken
 * survives a cut that comes after.
 */
public final class Network {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventLoop loop;
    private final Latency latency;
    private final RandomGenerator random;
    private final long hopNanos;
    private final Map<String, Inbox> inboxes = new LinkedHashMap<>();
    private final Map<String, Set<String>> cuts = new LinkedHashMap<>();
    private final NetStats stats = new NetStats();
    private double lossProbability;
    private double duplicateProbability;
    private long jitterMillis;
    private int slowness = 1;
    private long lastId;

    /**
     * @param hopNanos what handing over one message costs besides its latency, so that in a simulation nothing takes
     *                 zero time; 0 where real processes take their own
     */
    public Network(EventLoop loop, Latency latency, RandomGenerator random, long hopNanos) {
        this.loop = loop;
        this.latency = latency;
        this.random = random;
        this.hopNanos = hopNanos;
    }

    /** From now on messages can be sent to, and from, this id. */
    public void add(String id, Consumer<Message> receiver) {
        inboxes.put(id, new Inbox(id, receiver));
    }

    /** A message to this id is from now on a message to nobody. */
    public void remove(String id) {
        inboxes.remove(id);
    }

    public boolean knows(String id) {
        return inboxes.containsKey(id);
    }

    /** Sends a message between two ids that the network knows. */
    public void send(String src, String dest, ObjectNode body) {
        Message message = new Message(lastId++, src, dest, body);
        stats.sent(message);
        if (message.involvesClient()) {
            inboxes.get(dest).put(message, loop.now());
        } else if (random.nextDouble() >= lossProbability) {
            inboxes.get(dest).put(message, loop.now() + delayNanos());
            if (random.nextDouble() < duplicateProbability) {
                inboxes.get(dest).put(message, loop.now() + delayNanos());
            }
        }
    }

    private long delayNanos() {
        long millis = slowness * latency.drawMillis(random) + (jitterMillis == 0 ? 0 : random.nextLong(jitterMillis));
        return millis * NANOS_PER_MILLI;
    }

    /** Makes {@code dest} drop what comes from {@code src}; the other direction is a cut of its own. */
    public void cut(String src, String dest) {
        cuts.computeIfAbsent(dest, d -> new LinkedHashSet<>()).add(src);
    }

    public void heal() {
        cuts.clear();
    }

    /** From now on a message that involves no client gets lost with this probability. */
    public void lose(double probability) {
        lossProbability = probability;
    }

    /** From now on a message that involves no client arrives twice with this probability. */
    public void duplicate(double probability) {
        duplicateProbability = probability;
    }

    /** From now on a message that involves no client takes up to so much longer, so that it may be overtaken. */
    public void jitter(long maxMillis) {
        jitterMillis = maxMillis;
    }

    /** From now on the latency between nodes is so many times as large. */
    public void slowDown(int factor) {
        slowness = factor;
    }

    public NetStats stats() {
        return stats;
    }

    private final class Inbox {

        private final String id;
        private final Consumer<Message> receiver;
        private final PriorityQueue<Due> queue = new PriorityQueue<>(
                Comparator.comparingLong(Due::nanos).thenComparingLong(due -> due.message.id()));
        private boolean delivering;

        private Inbox(String id, Consumer<Message> receiver) {
            this.id = id;
            this.receiver = receiver;
        }

        private void put(Message message, long dueNanos) {
            queue.add(new Due(dueNanos, message));
            if (!delivering) {
                takeNext();
            }
        }

        private void takeNext() {
            Due due = queue.poll();
            while (due != null && cuts.getOrDefault(id, Set.of()).contains(due.message.src())) {
                due = queue.poll();
            }
            delivering = due != null;
            if (delivering) {
                Message message = due.message;
                loop.at(Math.max(due.nanos, loop.now()) + hopNanos, () -> deliver(message));
            }
        }

        private void deliver(Message message) {
            if (inboxes.get(id) == this) { // else the receiver left meanwhile
                stats.received(message);
                receiver.accept(message);
                takeNext();
            }
        }
    }

    private record Due(long nanos, Message message) {
    }
}
