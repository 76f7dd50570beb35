package bench.run;

import bench.check.Availability;
import bench.check.Checker;
import bench.check.Stats;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.check.Violation;
import bench.history.History;
import bench.history.Keyword;
import bench.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs all checkers on a finished test and combines their verdicts. */
public final class Judge {

    /** The name of the verdict on fly.io's limits, and of its anomaly. */
    public static final String LIMITS = "limits";

    /** The limit of the number of messages. */
    public static final String MSGS_PER_OP = "msgs-per-op";

    private Judge() {
    }

    /** Runs a checker. If the checker itself fails, its verdict is unknown, and the other verdicts stand. */
    private static Verdict check(Checker checker, History history) {
        try {
            return checker.check(history);
        } catch (RuntimeException | StackOverflowError e) {
            return Verdict.unknown(Map.of("error", e.toString()),
                    "The bench's checker failed on this history, which is kept: " + e);
        }
    }

    /**
     * The verdicts by the names of Maelstrom's results (stats, availability, net, workload), and our own: the audit and
     * limits.
     */
    public static Map<String, Verdict> judge(TestOptions options, Workload workload, TestRun.Outcome outcome) {
        long operations = outcome.history().invocations().count();
        Map<String, Verdict> verdicts = judge(options, workload, outcome.history());
        verdicts.put("net", new Verdict(Validity.TRUE, outcome.stats().toMap(operations), List.of()));
        verdicts.putAll(outcome.audit());
        Map<?, ?> latencies = stableLatencies(verdicts.get("workload"));
        verdicts.put(LIMITS, limits(options.limits(), outcome.stats().serverMessagesPerOp(operations),
                millis(latencies.get(0.5)), millis(latencies.get(1))));
        return verdicts;
    }

    /** The verdicts that a history alone allows. */
    public static Map<String, Verdict> judge(TestOptions options, Workload workload, History history) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put("stats", check(new Stats(workload.mayAlwaysFail()), history));
        verdicts.put("availability", check(new Availability(options.availability()), history));
        verdicts.put("workload", check(workload.checker(), history));
        return verdicts;
    }

    /** The worst of all verdicts. */
    public static Validity overall(Map<String, Verdict> verdicts) {
        return verdicts.values().stream().map(Verdict::valid).reduce(Validity.TRUE, Validity::and);
    }

    /**
     * The content of {@code results.edn}: the results of each checker, and the overall {@code :valid?}.
     *
     * @param advice findings that do not count for the verdict
     */
    public static Map<Keyword, Object> results(Map<String, Verdict> verdicts, Map<String, Verdict> advice) {
        Map<Keyword, Object> results = byKeyword(verdicts);
        if (!advice.isEmpty()) {
            results.put(Keyword.of("advice"), byKeyword(advice));
        }
        results.put(Keyword.of("valid?"), overall(verdicts).edn());
        return results;
    }

    private static Map<Keyword, Object> byKeyword(Map<String, Verdict> verdicts) {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        verdicts.forEach((name, verdict) -> map.put(Keyword.of(name), verdict.toMap()));
        return map;
    }

    /** The quantiles (0 to 1) of a set's stable latencies in milliseconds; empty if the workload has none. */
    public static Map<?, ?> stableLatencies(Verdict workload) {
        return workload.details().get("stable-latencies") instanceof Map<?, ?> quantiles ? quantiles : Map.of();
    }

    /** Compares figures with fly.io's limits. A limit without a figure (null) counts as exceeded. */
    public static Verdict limits(TestOptions.Limits limits, Double msgsPerOp, Double medianMillis, Double maxMillis) {
        Map<String, Object> details = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        compare(MSGS_PER_OP, "There were %s messages between servers for each operation; the limit is %s.",
                limits.maxMsgsPerOp(), msgsPerOp, details, violations);
        compare("median", "The median stable latency is %s ms; the limit is %s ms.",
                limits.maxMedianMillis(), medianMillis, details, violations);
        compare("max-latency", "The largest stable latency is %s ms; the limit is %s ms.",
                limits.maxLatencyMillis(), maxMillis, details, violations);
        return Verdict.of(violations.isEmpty(), details, violations);
    }

    private static Double millis(Object latency) {
        return latency instanceof Number number ? number.doubleValue() : null;
    }

    private static void compare(String name, String sentence, Double limit, Double reached,
                                Map<String, Object> details, List<Violation> violations) {
        if (limit != null) {
            Map<Keyword, Object> pair = new LinkedHashMap<>();
            pair.put(Keyword.of("limit"), limit);
            pair.put(Keyword.of("reached"), reached);
            details.put(name, pair);
            if (reached == null || reached > limit) {
                String text = reached != null ? sentence.formatted(Figures.digits(reached, limit),
                        Figures.digits(limit, reached))
                        : "There is no figure to hold against the limit %s of %s.".formatted(
                                Figures.digits(limit), name);
                violations.add(new Violation(LIMITS, List.of(name), List.of(), _ -> List.of(text)));
            }
        }
    }
}
