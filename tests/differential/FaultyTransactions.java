import bench.history.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Registers or lists in one place. Most transactions run in one go. Others run in two halves, or on an old state; a few
 * steps go wrong.
 */
final class FaultyTransactions implements FaultyClients.Cluster {

    private static final Keyword READ = Keyword.of("r");
    private static final int MOST_STEPS = 4;

    private final Random random;
    private final boolean lists;
    private final int keys;
    private final Map<Object, Long> lastValues = new HashMap<>();
    /** The versions of each register, or the elements of each list. */
    private final Map<Object, List<Object>> state = new HashMap<>();

    FaultyTransactions(Random random, boolean lists) {
        this.random = random;
        this.lists = lists;
        this.keys = 1 + random.nextInt(3);
    }

    /** Only a transaction that reads a register before it writes shows the order of two versions. */
    @Override
    public FaultyClients.Request request() {
        List<List<Object>> steps = new ArrayList<>();
        for (int i = 1 + random.nextInt(MOST_STEPS); i > 0; i--) {
            long key = random.nextInt(keys);
            int kind = random.nextInt(4);
            if (kind > 0) {
                steps.add(Txns.step("r", key, null));
            }
            if (kind < 3) {
                steps.add(Txns.step(lists ? "append" : "w", key, lastValues.merge(key, 1L, Long::sum)));
            }
        }
        return new FaultyClients.Request("txn", steps);
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        List<?> steps = (List<?>) request.value();
        int begun = switch (random.nextInt(8)) {
            case 0 -> steps.size();
            case 1 -> random.nextInt(steps.size() + 1);
            default -> 0;
        };
        Map<Object, List<Object>> seen = random.nextInt(8) == 0 ? copy() : state;
        List<Object> done = new ArrayList<>();
        steps.subList(0, begun).forEach(step -> done.add(run((List<?>) step, seen)));
        return () -> {
            steps.subList(begun, steps.size()).forEach(step -> done.add(run((List<?>) step, seen)));
            return done;
        };
    }

    private Map<Object, List<Object>> copy() {
        Map<Object, List<Object>> copy = new HashMap<>();
        state.forEach((key, versions) -> copy.put(key, new ArrayList<>(versions)));
        return copy;
    }

    private Object run(List<?> step, Map<Object, List<Object>> seen) {
        Object key = step.get(1);
        List<Object> versions = seen.computeIfAbsent(key, _ -> new ArrayList<>());
        if (step.getFirst().equals(READ)) {
            return Txns.step("r", key, read(versions));
        }
        if (random.nextInt(60) > 0) {
            versions.add(step.get(2));
            if (seen != state) {
                state.computeIfAbsent(key, _ -> new ArrayList<>()).add(step.get(2));
            }
        }
        return step;
    }

    private Object read(List<Object> versions) {
        List<Object> found = new ArrayList<>(versions);
        switch (found.isEmpty() ? -1 : random.nextInt(80)) {
            case 0 -> found.removeLast();
            case 1 -> Collections.shuffle(found, random);
            case 2 -> found.removeFirst();
            case 3 -> found.add(found.getFirst());
            default -> { }
        }
        return found.isEmpty() ? null : lists ? found : found.getLast();
    }
}
