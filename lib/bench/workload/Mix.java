package bench.workload;

import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Generates operations without end, each by a random one of the choices, all equally likely. */
record Mix(RandomGenerator random, List<Supplier<Invocation>> choices) implements Generator {

    @Override
    public Invocation next(int thread, long nowNanos) {
        return choices.get(random.nextInt(choices.size())).get();
    }
}
