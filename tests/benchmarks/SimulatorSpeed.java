///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//SOURCES ../../lib/Maelstrom.java
//SOURCES ../../lib/bench/*.java
//SOURCES ../../lib/bench/**/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false -XX:+UseSerialGC

import bench.build.Build;
import bench.build.Builder;
import bench.build.Cache;
import bench.journal.Journal;
import bench.kernel.Cluster;
import bench.kernel.Latency;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.sim.Script;
import bench.sim.Simulator;
import bench.workload.Settings;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

// Measures how much faster than real time the warm simulator runs challenge 3d, and whether its time is proportional to
// the number of operations (in challenge 5, because reads in challenge 3 return everything).
//
//     lib/bin/jbang tests/benchmarks/SimulatorSpeed.java

static final int WARM_UP = 30;
static final int RUNS = 5;
static final int RECOVERY_SECONDS = 10; // after the time limit, before the final reads

void main() throws Exception {
    for (int seed = 0; seed < WARM_UP; seed++) {
        seconds("broadcast", 25, 100, 100, 20, seed);
        seconds("kafka", 2, 1000, 0, 5, seed);
    }
    double broadcast = best("broadcast", 25, 100, 100, 20);
    IO.println("challenge 3d, %d s of a test: %.0f ms, %.0f times faster than real time".formatted(
            20 + RECOVERY_SECONDS, broadcast * 1000, (20 + RECOVERY_SECONDS) / broadcast));
    journal = (_, _) -> { };
    IO.println("the same, while somebody listens to the journal: %.2f times the time".formatted(
            best("broadcast", 25, 100, 100, 20) / broadcast));
    journal = Journal.NOBODY;
    double kafka = best("kafka", 2, 1000, 0, 10);
    double fourTimes = best("kafka", 2, 1000, 0, 40);
    IO.println("challenge 5, four times the operations: %.1f times the time".formatted(fourTimes / kafka));
}

double best(String workload, int nodes, double rate, long latencyMillis, int timeLimitSeconds) {
    return IntStream.range(0, RUNS).mapToDouble(seed ->
            seconds(workload, nodes, rate, latencyMillis, timeLimitSeconds, seed)).min().orElseThrow();
}

double seconds(String name, int nodeCount, double rate, long latencyMillis, int timeLimitSeconds, long seed) {
    List<String> nodes = IntStream.range(0, nodeCount).mapToObj(i -> "n" + i).toList();
    Settings settings = new Settings(nodes, 2 * nodeCount, latencyMillis, "grid", null, 4, 16, List.of());
    TestOptions options = new TestOptions(name, settings, timeLimitSeconds, rate,
            new Latency(Latency.Distribution.CONSTANT, latencyMillis), Set.of(), 10, null,
            new TestOptions.Limits(null, null, null), seed);
    Workload workload = Workloads.create(name, settings);
    Script script = scripts.computeIfAbsent(name, this::build);
    long start = System.nanoTime();
    TestRun.Outcome outcome = new Simulator(ScriptNode::new).run(options, workload, script, journal, QUIET);
    if (outcome.broken() != null) {
        throw new IllegalStateException(outcome.broken().toString());
    }
    return (System.nanoTime() - start) / 1e9;
}

Script build(String name) {
    Builder builder = new Builder(Cache.open(), Path.of("lib/bin/jbang").toAbsolutePath());
    Build build = builder.build(Path.of(name + ".java"));
    return new Script(build.classpath(), build.mainClass(), List.of());
}

Journal journal = Journal.NOBODY;

final Map<String, Script> scripts = new HashMap<>();

static final Observer QUIET = new Observer() {
    @Override
    public void warning(Cluster.Warning warning) {
        throw new IllegalStateException(warning.text());
    }

    @Override
    public void progress(String phase, long seconds, int operations) {
    }
};
