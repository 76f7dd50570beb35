import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sets on nodes that tell each other most of their elements, forget some, and see some twice or too early. */
final class FaultySet implements FaultyClients.Cluster {

    private static final int NODES = 4;

    private final Random random;
    private final List<TreeSet<Long>> sets = IntStream.range(0, NODES).mapToObj(_ -> new TreeSet<Long>()).toList();
    private long next;

    FaultySet(Random random) {
        this.random = random;
    }

    @Override
    public FaultyClients.Request request() {
        return random.nextBoolean() ? new FaultyClients.Request("read", null)
                : new FaultyClients.Request("add", next++);
    }

    @Override
    public List<FaultyClients.Request> lastRequests() {
        return List.of(new FaultyClients.Request("read", null));
    }

    @Override
    public Supplier<Object> begin(int thread, FaultyClients.Request request) {
        if (request.f().equals("read")) {
            return () -> read(sets.get(thread));
        }
        Supplier<Object> add = () -> {
            sets.stream().filter(set -> set == sets.get(thread) || random.nextInt(10) > 0)
                    .forEach(set -> set.add((Long) request.value()));
            return request.value();
        };
        if (random.nextBoolean()) {
            add.get();
        }
        return random.nextInt(30) == 0 ? request::value : add;
    }

    private List<Long> read(TreeSet<Long> set) {
        switch (random.nextInt(40)) {
            case 0 -> set.pollFirst();
            case 1 -> set.add(random.nextLong(next + 2));
            default -> { }
        }
        List<Long> elements = new ArrayList<>(set);
        if (!set.isEmpty() && random.nextInt(40) == 0) {
            elements.add(set.first());
        }
        return elements;
    }
}
