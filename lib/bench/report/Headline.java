package bench.report;

import bench.history.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The top of a report.
 *
 * @param title   such as {@code broadcast}
 * @param valid   {@code true}, {@code false}, {@code unknown}, or {@code broken} for a run without a verdict
 * @param facts   the figures, each in a few words
 * @param stories what went wrong, in the order in which to read it
 */
public record Headline(String title, String valid, List<Fact> facts, List<Story> stories) {

    /** A name and a figure. */
    public record Fact(String name, String value) {
    }

    /**
     * A story from {@code results.edn}.
     *
     * @param operations the indices of the operations in the history that prove it
     */
    public record Story(String title, List<String> lines, List<String> hint, List<Integer> operations) {

        private static Story of(Object story) {
            Map<?, ?> map = (Map<?, ?>) story;
            return new Story((String) map.get(Keyword.of("title")), texts(map.get(Keyword.of("lines"))),
                    texts(map.get(Keyword.of("hint"))), ((List<?>) map.get(Keyword.of("operations"))).stream()
                            .map(index -> ((Number) index).intValue()).toList());
        }

        private static List<String> texts(Object list) {
            return ((List<?>) list).stream().map(String.class::cast).toList();
        }
    }

    /** The headline of a run that could not be finished. */
    public static Headline broken(String title, String why) {
        return new Headline(title, "broken", List.of(),
                List.of(new Story("The test broke", List.of(why), List.of(), List.of())));
    }

    /** The headline of a run that ended, from the entries of its {@code results.edn}. */
    public static Headline of(String title, Map<?, ?> results) {
        List<Fact> facts = new ArrayList<>();
        addOperations(child(results, "stats"), facts);
        Object messages = child(child(results, "net"), "servers").get(Keyword.of("msgs-per-op"));
        if (messages instanceof Number number) {
            facts.add(new Fact("messages", figure(number) + " between servers for each operation"));
        }
        addLatencies(child(child(results, "workload"), "stable-latencies"), facts);
        child(results, "limits").forEach((name, pair) -> {
            if (pair instanceof Map<?, ?> limit) {
                facts.add(new Fact("limit of " + ((Keyword) name).name(), figure(limit.get(Keyword.of("limit")))
                        + ", reached " + figure(limit.get(Keyword.of("reached")))));
            }
        });
        List<Story> stories = results.get(Keyword.of("stories")) instanceof List<?> list
                ? list.stream().map(Story::of).toList() : List.of();
        Object valid = results.get(Keyword.of("valid?"));
        return new Headline(title, valid instanceof Boolean ? valid.toString() : "unknown", facts, stories);
    }

    private static void addOperations(Map<?, ?> stats, List<Fact> facts) {
        if (stats.get(Keyword.of("count")) instanceof Number count) {
            Number ok = (Number) stats.get(Keyword.of("ok-count"));
            facts.add(new Fact("operations", ok.longValue() == count.longValue()
                    ? count + ", all succeeded"
                    : "%s: %s ok, %s failed, %s unknown".formatted(count, ok, stats.get(Keyword.of("fail-count")),
                            stats.get(Keyword.of("info-count")))));
        }
    }

    private static void addLatencies(Map<?, ?> quantiles, List<Fact> facts) {
        Object median = null;
        Object most = null;
        for (var entry : quantiles.entrySet()) {
            double quantile = entry.getKey() instanceof Number number ? number.doubleValue() : -1;
            median = quantile == 0.5 ? entry.getValue() : median;
            most = quantile == 1 ? entry.getValue() : most;
        }
        if (median != null && most != null) {
            facts.add(new Fact("a value could be missed for", "median " + span(median) + ", at most " + span(most)));
        }
    }

    private static String span(Object millis) {
        double seconds = ((Number) millis).doubleValue() / 1000;
        return seconds < 1 ? millis + " ms" : "%.3g s".formatted(seconds);
    }

    private static Map<?, ?> child(Map<?, ?> map, String name) {
        return map.get(Keyword.of(name)) instanceof Map<?, ?> child ? child : Map.of();
    }

    /** At most three digits. */
    private static String figure(Object number) {
        return number instanceof Double d && d < 1000 ? "%.3g".formatted(d) : String.valueOf(number);
    }
}
