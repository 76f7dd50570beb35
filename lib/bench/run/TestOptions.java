package bench.run;

import bench.kernel.Latency;
import bench.workload.Settings;
import java.util.Set;

/**
 * The options of one test. Names and defaults are those of Maelstrom's command line.
 *
 * @param workload           its name, such as {@code broadcast}
 * @param timeLimitSeconds   how long clients work before the final phase
 * @param rate               operations a second, of all clients together
 * @param nemesis            the faults to inject
 * @param nemesisIntervalSeconds the mean wait between two faults
 * @param availability       the fraction of operations that must succeed, or null for no such rule
 * @param limits             fly.io's limits
 * @param seed               the seed of all random numbers of the bench
 * @param plan               the steps of the run, or null if clients and the nemesis draw them
 */
public record TestOptions(String workload, Settings settings, long timeLimitSeconds, double rate, Latency latency,
                          Set<String> nemesis, double nemesisIntervalSeconds, Double availability, Limits limits,
                          long seed, Plan plan) {

    /** Options of a run without a plan. */
    public TestOptions(String workload, Settings settings, long timeLimitSeconds, double rate, Latency latency,
                       Set<String> nemesis, double nemesisIntervalSeconds, Double availability, Limits limits,
                       long seed) {
        this(workload, settings, timeLimitSeconds, rate, latency, nemesis, nemesisIntervalSeconds, availability, limits,
                seed, null);
    }

    public TestOptions withSeed(long seed) {
        return new TestOptions(workload, settings, timeLimitSeconds, rate, latency, nemesis, nemesisIntervalSeconds,
                availability, limits, seed, plan);
    }

    public TestOptions withPlan(Plan plan) {
        return new TestOptions(workload, settings, timeLimitSeconds, rate, latency, nemesis, nemesisIntervalSeconds,
                availability, limits, seed, plan);
    }

    /** fly.io's limits for a broadcast, which Maelstrom does not judge; null means no limit. */
    public record Limits(Double maxMsgsPerOp, Double maxMedianMillis, Double maxLatencyMillis) {

        public boolean none() {
            return maxMsgsPerOp == null && maxMedianMillis == null && maxLatencyMillis == null;
        }
    }
}
