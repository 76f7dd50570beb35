package bench.workload;

import bench.check.Checker;
import bench.check.linear.Linearizable;
import bench.history.Nouns;
import bench.history.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A linearizable key-value store. Values of operations are {@code [key value]}, as in Jepsen's tests of independent
 * registers; a compare-and-set has {@code [key [from to]]}.
 *
 * <p>Threads form groups of two for each node. A group works on one key until twenty processes have touched it, and
 * then takes the next key. The limit exists because a history with many unfinished operations is expensive to check.
 */
public final class LinKv implements Workload {

    private static final int PROCESSES_PER_KEY = 20;
    private static final int VALUES = 5;

    private final int nodes;
    private final int threads;
    private final long latencyMillis;

    /** @throws IllegalArgumentException if the threads cannot form such groups */
    public LinKv(Settings settings) {
        this.nodes = settings.nodes().size();
        this.threads = settings.concurrency();
        this.latencyMillis = settings.latencyMillis();
        if (threads % groupSize() != 0) {
            throw new IllegalArgumentException("lin-kv needs two workers for each node, or a multiple of it: "
                    + "--concurrency 2n, not " + threads + " for " + Nouns.count(nodes, "node"));
        }
        if (groupSize() > PROCESSES_PER_KEY) {
            throw new IllegalArgumentException("lin-kv can test at most " + PROCESSES_PER_KEY / 2 + " nodes");
        }
    }

    private int groupSize() {
        return 2 * nodes;
    }

    @Override
    public long timeoutMillis() {
        return Math.max(10 * latencyMillis, 1000);
    }

    @Override
    public boolean reusesClients() {
        return true;
    }

    @Override
    public Generator generator(RandomGenerator random) {
        return new PerKey(random);
    }

    private final class PerKey implements Generator {

        private final RandomGenerator random;
        private final Mix writes;
        private final long[] keyOf = new long[threads / groupSize()];
        private final int[] crashedOn = new int[keyOf.length];
        private long nextKey = keyOf.length;

        PerKey(RandomGenerator random) {
            this.random = random;
            Supplier<Invocation> cas = () -> new Invocation("cas", List.of(value(), value()));
            this.writes = new Mix(random, List.of(() -> new Invocation("write", value()), cas, cas));
            Arrays.setAll(keyOf, group -> group);
        }

        /**
         * As in Maelstrom, the readers are the first of all threads, not of each group, so the keys of other groups are
         * never read.
         */
        @Override
        public Invocation next(int thread, long nowNanos) {
            int group = thread / groupSize();
            if (groupSize() + crashedOn[group] > PROCESSES_PER_KEY) {
                keyOf[group] = nextKey++;
                crashedOn[group] = 0;
            }
            Invocation onKey = thread < nodes ? new Invocation("read", null) : writes.next(thread, nowNanos);
            return new Invocation(onKey.f(), pair(keyOf[group], onKey.value()));
        }

        @Override
        public void update(int thread, Op op) {
            if (op.isInfo()) {
                crashedOn[thread / groupSize()]++; // another process takes over the thread, and it counts too
            }
        }

        private long value() {
            return random.nextInt(VALUES);
        }
    }

    /** A list of two items that, unlike {@link List#of}, may contain null. */
    private static List<Object> pair(Object key, Object value) {
        return Arrays.asList(key, value);
    }

    @Override
    public Client client() {
        return (invocation, connection, outcome) -> {
            String f = invocation.f();
            List<?> keyAndValue = (List<?>) invocation.value();
            connection.call(request(f, keyAndValue.get(0), keyAndValue.get(1)), body -> {
                if (f.equals("read")) {
                    outcome.ok(pair(keyAndValue.get(0), Reply.of(body, "read_ok", "value").any("value")));
                } else {
                    Reply.of(body, f + "_ok");
                    outcome.ok(keyAndValue);
                }
            });
        };
    }

    private static ObjectNode request(String f, Object key, Object value) {
        ObjectNode request = RequestBody.of(f).put("key", (Long) key);
        return switch (value) {
            case null -> request;
            case List<?> fromTo -> request.put("from", (Long) fromTo.get(0)).put("to", (Long) fromTo.get(1));
            default -> request.put("value", (Long) value);
        };
    }

    @Override
    public Checker checker() {
        return new Linearizable();
    }

    @Override
    public boolean failsOn(String f, boolean definite) {
        return definite || f.equals("read");
    }
}
