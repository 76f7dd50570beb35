import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A counter that now and then loses an addition, or counts it twice. */
final class FaultyCounter implements FaultyClients.Cluster {

    private final Random random;
    private long sum;

    FaultyCounter(Random random) {
        this.random = random;
    }

    @Override
    public FaultyClients.Request request() {
        return random.nextInt(4) == 0 ? new FaultyClients.Request("read", null)
                : new FaultyClients.Request("add", random.nextLong(10) - 5);
    }

    @Override
    public List<FaultyClients.Request> lastRequests() {
        return List.of(new FaultyClients.Request("read", null, "final?"));
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        return () -> {
            if (request.f().equals("read")) {
                return sum;
            }
            int times = switch (random.nextInt(40)) {
                case 0 -> 0;
                case 1 -> 2;
                default -> 1;
            };
            sum += times * (long) request.value();
            return request.value();
        };
    }
}
