package bench.workload;

import bench.check.Checker;
import bench.check.CounterBounds;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A counter that goes up and down by up to five. As in Maelstrom, even after a definite error the outcome of an
 * operation counts as unknown.
 */
public sealed class PnCounter implements Workload permits GCounter {

    private final int threads;

    public PnCounter(Settings settings) {
        this.threads = settings.concurrency();
    }

    @Override
    public Generator generator(RandomGenerator random) {
        return new Mix(random, List.of(
                () -> new Invocation("add", random.nextInt(10) - 5L),
                () -> new Invocation("read", null)));
    }

    @Override
    public Generator finalGenerator() {
        return new FinalReads(threads, List.of("final?"));
    }

    @Override
    public Client client() {
        return new AddAndRead("add", "delta", body -> Reply.of(body, "read_ok", "value").integer("value"));
    }

    @Override
    public Checker checker() {
        return new CounterBounds();
    }

    @Override
    public boolean failsOn(String f, boolean definite) {
        return false;
    }
}
