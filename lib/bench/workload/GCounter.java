package bench.workload;

import java.util.random.RandomGenerator;

/** A counter that only grows: the operations of {@link PnCounter} without decrements. */
public final class GCounter extends PnCounter {

    public GCounter(Settings settings) {
        super(settings);
    }

    @Override
    public Generator generator(RandomGenerator random) {
        Generator both = super.generator(random);
        return (thread, nowNanos) -> {
            Invocation invocation = both.next(thread, nowNanos);
            while (invocation.f().equals("add") && (Long) invocation.value() < 0) {
                invocation = both.next(thread, nowNanos);
            }
            return invocation;
        };
    }
}
