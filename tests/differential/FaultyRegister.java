import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Two registers. Some reads are stale, some changes are lost, and some compare-and-sets do not compare. */
final class FaultyRegister implements FaultyClients.Cluster {

    private static final int VALUES = 4;

    private final Random random;
    private final Map<Object, List<Object>> histories = new HashMap<>();

    FaultyRegister(Random random) {
        this.random = random;
    }

    @Override
    public FaultyClients.Request request() {
        long key = random.nextInt(2);
        return switch (random.nextInt(3)) {
            case 0 -> new FaultyClients.Request("read", Arrays.asList(key, null));
            case 1 -> new FaultyClients.Request("write", List.of(key, value()));
            default -> new FaultyClients.Request("cas", List.of(key, List.of(value(), value())));
        };
    }

    private long value() {
        return random.nextInt(VALUES);
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        if (random.nextInt(3) > 0) {
            return () -> run(request);
        }
        Object reply = run(request);
        return () -> reply;
    }

    private Object run(FaultyClients.Request request) {
        List<?> pair = (List<?>) request.value();
        List<Object> history = histories.computeIfAbsent(pair.getFirst(), _ -> new ArrayList<>());
        boolean isWrong = random.nextInt(30) == 0;
        return switch (request.f()) {
            case "read" -> history.isEmpty() ? FaultyClients.REFUSED : List.of(pair.getFirst(),
                    isWrong ? history.get(random.nextInt(history.size())) : history.getLast());
            case "write" -> {
                if (!isWrong) {
                    history.add(pair.getLast());
                }
                yield request.value();
            }
            default -> {
                List<?> change = (List<?>) pair.getLast();
                if (!isWrong && (history.isEmpty() || !history.getLast().equals(change.getFirst()))) {
                    yield FaultyClients.REFUSED;
                }
                history.add(change.getLast());
                yield request.value();
            }
        };
    }
}
