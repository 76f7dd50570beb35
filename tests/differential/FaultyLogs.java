import bench.history.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Two logs that now and then lose, hide, double, move or overwrite a message. */
final class FaultyLogs implements FaultyClients.Cluster {

    private static final List<String> KEYS = List.of("0", "1");
    private static final Keyword SEND = Keyword.of("send");
    private static final Keyword POLL = Keyword.of("poll");

    private final Random random;
    private final Map<String, TreeMap<Long, Long>> logs = new TreeMap<>();
    private final Map<String, Long> lastValues = new HashMap<>();
    /** By thread: the keys that a client polls, and from where on. */
    private final Map<Integer, Map<String, Long>> positions = new HashMap<>();

    FaultyLogs(Random random) {
        this.random = random;
        KEYS.forEach(key -> logs.put(key, new TreeMap<>()));
    }

    @Override
    public FaultyClients.Request request() {
        return switch (random.nextInt(10)) {
            case 0 -> new FaultyClients.Request("assign", random.nextBoolean() ? KEYS
                    : List.of(KEYS.get(random.nextInt(KEYS.size()))));
            case 1, 2, 3, 4 -> {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                yield new FaultyClients.Request("send", List.of(List.of(SEND, key,
                        lastValues.merge(key, 1L, Long::sum))));
            }
            default -> poll();
        };
    }

    private static FaultyClients.Request poll() {
        return new FaultyClients.Request("poll", List.of(List.of(POLL)));
    }

    @Override
    public List<FaultyClients.Request> lastRequests() {
        return List.of(new FaultyClients.Request("assign", KEYS, "seek-to-beginning?"), poll(), poll());
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        Supplier<Object> work = () -> switch (request.f()) {
            case "assign" -> assign(thread, request);
            case "send" -> send((List<?>) ((List<?>) request.value()).getFirst());
            default -> List.of(List.of(POLL, poll(thread)));
        };
        if (random.nextBoolean()) {
            return work;
        }
        Object reply = work.get();
        return () -> reply;
    }

    private Object assign(int thread, FaultyClients.Request request) {
        Map<String, Long> assigned = positions.computeIfAbsent(thread, _ -> new TreeMap<>());
        if (request.flags().length > 0) {
            assigned.clear();
        }
        assigned.keySet().retainAll((List<?>) request.value());
        ((List<?>) request.value()).forEach(key -> assigned.putIfAbsent((String) key, 0L));
        return request.value();
    }

    private Object send(List<?> step) {
        String key = (String) step.get(1);
        TreeMap<Long, Long> log = logs.get(key);
        long end = log.isEmpty() ? 0 : log.lastKey() + 1;
        int fault = random.nextInt(60);
        long offset = fault == 0 && end > 0 ? random.nextLong(end) : end + random.nextInt(4) / 3;
        if (fault != 1) {
            log.put(offset, (Long) step.get(2));
        }
        if (fault == 2) {
            log.put(offset + 2, (Long) step.get(2));
        }
        return List.of(List.of(SEND, key, List.of(offset, step.get(2))));
    }

    private Map<String, Object> poll(int thread) {
        Map<String, Object> result = new TreeMap<>();
        positions.computeIfAbsent(thread, _ -> new TreeMap<>()).replaceAll((key, position) -> {
            List<List<Long>> found = new ArrayList<>();
            long start = random.nextInt(40) == 0 ? random.nextLong(position + 2) : position;
            logs.get(key).tailMap(start).forEach((offset, value) -> found.add(List.of(offset, value)));
            switch (found.isEmpty() ? -1 : random.nextInt(60)) {
                case 0 -> found.remove(random.nextInt(found.size()));
                case 1 -> Collections.shuffle(found, random);
                case 2 -> found.removeLast();
                default -> { }
            }
            if (!found.isEmpty()) {
                result.put(key, found);
            }
            return found.stream().mapToLong(pair -> pair.getFirst() + 1).reduce(position, Math::max);
        });
        return result;
    }
}
