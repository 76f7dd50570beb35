package bench.workload;

import bench.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Transactions over a few busy keys. A transaction is a list of steps, each {@code [f key value]}. A read ({@code r})
 * has null for the value that the node fills in. Every write gives its key a new value.
 */
abstract class TxnWorkload implements Workload {

    private static final int DEFAULT_KEY_COUNT = 10;
    static final String READ = "r";

    private final Settings settings;
    private final String write;

    /** Takes the name of the write steps. */
    TxnWorkload(Settings settings, String write) {
        this.settings = settings;
        this.write = write;
    }

    /** Generates transactions of one step up to the maximum of the settings, all lengths equally likely. */
    @Override
    public Generator generator(RandomGenerator random) {
        int keyCount = settings.keyCount() == null ? DEFAULT_KEY_COUNT : settings.keyCount();
        KeyPool keys = new KeyPool(keyCount, settings.maxWritesPerKey(), random);
        return (_, _) -> {
            int length = random.nextInt(1, settings.maxTxnLength() + 1);
            List<List<Object>> steps = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                KeyPool.Access access = keys.next();
                steps.add(step(access.isWrite() ? write : READ, access.key(), access.value()));
            }
            return new Invocation("txn", steps);
        };
    }

    @Override
    public boolean reusesClients() {
        return true;
    }

    @Override
    public Client client() {
        return (invocation, connection, outcome) -> {
            ObjectNode request = request((List<?>) invocation.value());
            connection.call(request, body -> outcome.ok(Reply.of(body, "txn_ok", "txn").list("txn").stream()
                    .map(step -> answered(step, body)).toList()));
        };
    }

    private static ObjectNode request(List<?> steps) {
        ObjectNode request = RequestBody.of("txn");
        ArrayNode txn = request.putArray("txn");
        for (Object step : steps) {
            List<?> parts = (List<?>) step;
            txn.addArray().add(((Keyword) parts.get(0)).name()).add((Long) parts.get(1)).add((Long) parts.get(2));
        }
        return request;
    }

    /** Reads a step of the reply. Like Maelstrom, it does not check whether this step was requested. */
    private List<Object> answered(Object step, ObjectNode body) {
        if (step instanceof List<?> parts && parts.size() == 3
                && (READ.equals(parts.get(0)) && isReadable(parts.get(2)) || write.equals(parts.get(0)))) {
            return step((String) parts.get(0), parts.get(1), parts.get(2));
        }
        throw new MalformedReply("a step must be [\"%s\", key, value] or [\"%s\", key, value], but the reply is %s"
                .formatted(READ, write, body));
    }

    /** Whether a read may return this value. */
    abstract boolean isReadable(Object value);

    static List<Object> step(String f, Object key, Object value) {
        return Arrays.asList(Keyword.of(f), key, value); // unlike List.of, with null
    }
}
