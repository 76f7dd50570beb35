import java.util.Random;
import java.util.function.Supplier;

/** Ids, of which some were given out before, and some are of another type. */
final class FaultyIds implements FaultyClients.Cluster {

    private final Random random;
    private long last;

    FaultyIds(Random random) {
        this.random = random;
    }

    @Override
    public FaultyClients.Request request() {
        return new FaultyClients.Request("generate", null);
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        return () -> switch (random.nextInt(200)) {
            case 0 -> "id";
            case 1, 2, 3, 4 -> random.nextLong(last + 1);
            default -> ++last;
        };
    }
}
