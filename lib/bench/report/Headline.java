package bench.report;

import bench.history.Keyword;
import bench.run.Figures;
import bench.run.OperationCounts;
import bench.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The top of a report.
 *
 * @param title   such as {@code broadcast}
 * @param valid   {@code true}, {@code false}, {@code unknown}, or {@code broken} for a run without a verdict
 * @param facts   the figures, each in a few words
 * @param stories what went wrong, in the order in which to read it
 */
public record Headline(String title, String valid, List<Fact> facts, List<Story> stories) {

    private static final double MILLIS_PER_SECOND = 1000;

    /** A name and a figure. */
    public record Fact(String name, String value) {
    }

    /** The headline of a run that could not be finished. */
    public static Headline broken(String title, String why) {
        return broken(title, List.of(new Story("The test broke", List.of(why), List.of(), List.of())));
    }

    /** The same with one more story, the last. */
    public Headline with(Story story) {
        return new Headline(title, valid, facts, Stream.concat(stories.stream(), Stream.of(story)).toList());
    }

    static Headline broken(String title, List<Story> stories) {
        return new Headline(title, "broken", List.of(), stories);
    }

    /** The headline of a run that ended, from the entries of its {@code results.edn}. */
    public static Headline of(String title, Map<?, ?> results, List<Story> stories) {
        List<Fact> facts = new ArrayList<>();
        if (results.get(Keyword.of("stats")) instanceof Map<?, ?> stats) {
            facts.add(new Fact("operations", OperationCounts.of(stats).describe()));
        }
        Figures figures = Figures.of(results);
        if (figures.msgsPerOp() != null) {
            facts.add(new Fact("messages",
                    Figures.digits(figures.msgsPerOp()) + " between servers for each operation"));
        }
        if (figures.medianMillis() != null && figures.maxMillis() != null) {
            facts.add(new Fact("a value could be missed for", "median " + span(figures.medianMillis()) + ", at most "
                    + span(figures.maxMillis())));
        }
        if (results.get(Keyword.of("limits")) instanceof Map<?, ?> limits) {
            limits.forEach((name, pair) -> {
                if (pair instanceof Map<?, ?> limit) {
                    facts.add(new Fact("limit of " + ((Keyword) name).name(), figure(limit, "limit") + ", reached "
                            + figure(limit, "reached")));
                }
            });
        }
        Object valid = results.get(Keyword.of("valid?"));
        return new Headline(title, valid instanceof Boolean ? valid.toString() : "unknown", facts, stories);
    }

    private static String span(double millis) {
        return millis < MILLIS_PER_SECOND ? Figures.digits(millis) + " ms"
                : Figures.digits(millis / MILLIS_PER_SECOND) + " s";
    }

    private static String figure(Map<?, ?> limit, String name) {
        return limit.get(Keyword.of(name)) instanceof Number number ? Figures.digits(number.doubleValue()) : "unknown";
    }
}
