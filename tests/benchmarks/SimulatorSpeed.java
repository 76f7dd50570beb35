///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//SOURCES ../../lib/Maelstrom.java
//SOURCES ../../lib/bench/*.java
//SOURCES ../../lib/bench/*/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false -XX:+UseSerialGC

import bench.build.Build;
import bench.build.Builder;
import bench.build.Cache;
import bench.kernel.Cluster;
import bench.kernel.Latency;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.sim.Script;
import bench.sim.Simulation;
import bench.workload.Settings;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

// How much faster than the clock on the wall the simulator is on challenge 3d, once warm; and that time and memory grow
// in proportion to the operations.
//
//     lib/bin/jbang tests/benchmarks/SimulatorSpeed.java

static final int WARM_UP = 10;
static final int RUNS = 5;

void main() throws Exception {
    Builder builder = new Builder(Cache.open(), Path.of("lib/bin/jbang").toAbsolutePath());
    Build build = builder.build(Path.of("broadcast.java"));
    Script script = new Script(build.classpath(), build.mainClass(), List.of());
    for (int i = 0; i < WARM_UP; i++) {
        seconds(script, 20, i);
    }
    double once = best(script, 20);
    double fourTimes = best(script, 80);
    IO.println("challenge 3d, 20 s: %.0f ms, %.0f times faster than real time (with 10 s of quiet: %.0f times)".formatted(
            once * 1000, 20 / once, 30 / once));
    IO.println("four times as long: %.1f times the time".formatted(fourTimes / once));
}

double best(Script script, int timeLimitSeconds) {
    return IntStream.range(0, RUNS).mapToDouble(seed -> seconds(script, timeLimitSeconds, seed)).min().orElseThrow();
}

double seconds(Script script, int timeLimitSeconds, long seed) {
    List<String> nodes = IntStream.range(0, 25).mapToObj(i -> "n" + i).toList();
    Settings settings = new Settings(nodes, 25, 100, "grid", null, 4, 16, List.of());
    TestOptions options = new TestOptions("broadcast", settings, timeLimitSeconds, 100,
            new Latency(Latency.Distribution.CONSTANT, 100), Set.of(), 10, null, new TestOptions.Limits(null, null, null),
            seed);
    Workload workload = Workloads.create("broadcast", settings);
    long start = System.nanoTime();
    TestRun.Outcome outcome = new Simulation(ScriptNode::new).run(options, workload, script, (_, _) -> { }, QUIET);
    if (outcome.broken() != null) {
        throw new IllegalStateException(outcome.broken().toString());
    }
    return (System.nanoTime() - start) / 1e9;
}

static final Observer QUIET = new Observer() {
    @Override
    public void warning(Cluster.Warning warning) {
        throw new IllegalStateException(warning.text());
    }

    @Override
    public void progress(String phase, long seconds, int operations) {
    }
};
