package bench.compare;

import bench.run.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One node, judged by Maelstrom and by the bench.
 *
 * @param node        what runs, as the user knows it
 * @param options     those of the test
 * @param judge       a run on the real Maelstrom
 * @param sameHistory the bench's checkers on the history of that run; null if it left none
 * @param engine      the bench's engine
 * @param runs        runs on that engine, each with a seed of its own
 * @param replays     runs on that engine with the operations and partitions of Maelstrom's run, at the same times; none
 *                    if the engine cannot do that
 * @param date        the day of the comparison
 * @param load        the load average of the machine during Maelstrom's run; negative if unknown
 */
public record Comparison(String node, String options, Judgement judge, Judgement sameHistory, String engine,
                         List<Judgement> runs, List<Judgement> replays, String date, double load) {

    /** How far a figure may be off, as a share. */
    private static final double MESSAGES = 0.10;
    private static final double LATENCY = 0.15;

    /** Threads of a real machine wake up late: a latency that differs by less than this is the same. */
    private static final double LATENCY_MILLIS = 10;

    /** Whether Maelstrom could run this test: it refuses faults that it does not know. */
    public boolean hasRun() {
        return judge.hasRun();
    }

    /**
     * What one side says and the other never says, a line each. Maelstrom's run is one of many possible ones, because
     * chance decides when partitions begin and which messages they meet. So its verdict needs to be the verdict of at
     * least one run of the bench. Its figures need to be near those of the replays, which meet the same partitions.
     */
    public List<String> disagreements() {
        List<String> lines = new ArrayList<>();
        if (!hasRun()) {
            return lines;
        }
        if (sameHistory != null && !judge.agreesWith(sameHistory)) {
            lines.add("of the same history, Maelstrom says %s and the bench %s".formatted(judge, sameHistory));
        }
        if (runs.stream().noneMatch(run -> run.verdict().equals(judge.verdict()))) {
            lines.add("Maelstrom says %s, and %s %s".formatted(judge, engine, verdicts()));
        } else {
            anomalies(lines);
        }
        if (judge.isValid()) {
            figure(lines, "msgs-per-op", Figures::msgsPerOp, MESSAGES, 0);
            figure(lines, "the median latency", Figures::medianMillis, LATENCY, LATENCY_MILLIS);
            figure(lines, "the maximum latency", Figures::maxMillis, LATENCY, LATENCY_MILLIS);
        }
        return lines;
    }

    /** Anomalies that all runs of one side have, and no run of the other. */
    private void anomalies(List<String> lines) {
        Set<String> never = new TreeSet<>(judge.anomalies());
        runs.forEach(run -> never.removeAll(run.anomalies()));
        Set<String> always = new TreeSet<>(runs.getFirst().anomalies());
        runs.forEach(run -> always.retainAll(run.anomalies()));
        always.removeAll(judge.anomalies());
        if (!never.isEmpty()) {
            lines.add("only Maelstrom found " + String.join(", ", never));
        }
        if (!always.isEmpty()) {
            lines.add("only %s found %s".formatted(engine, String.join(", ", always)));
        }
    }

    private void figure(List<String> lines, String name, Function<Figures, Double> figure, double tolerance,
                        double least) {
        Double theirs = figure.apply(judge.figures());
        SortedSet<Double> ours = new TreeSet<>(values(measured(), figure, Judgement::isValid));
        if (theirs == null || ours.isEmpty()) {
            return;
        }
        boolean tooSmall = theirs < ours.first() * (1 - tolerance) - least;
        boolean tooLarge = theirs > ours.last() * (1 + tolerance) + least;
        if (tooSmall || tooLarge) {
            lines.add("%s is %s on Maelstrom, and %s to %s on %s".formatted(name, Figures.digits(theirs),
                    Figures.digits(ours.first()), Figures.digits(ours.last()), engine));
        }
    }

    /** The runs whose figures are compared. */
    private List<Judgement> measured() {
        return replays.isEmpty() ? runs : replays;
    }

    /** The median of a figure over the bench's runs that are compared; null if they have none. */
    public Double median(Function<Figures, Double> figure) {
        List<Double> values = values(measured(), figure, _ -> true);
        return values.isEmpty() ? null : values.get((values.size() - 1) / 2);
    }

    private static List<Double> values(List<Judgement> runs, Function<Figures, Double> figure,
                                       Predicate<Judgement> which) {
        return runs.stream().filter(which).map(run -> figure.apply(run.figures())).filter(Objects::nonNull).sorted()
                .toList();
    }

    /** How often each verdict and anomaly came up, such as {@code invalid 17, valid 3: lost 17}. */
    public String verdicts() {
        return verdicts(runs);
    }

    /** The same of the replays. */
    public String verdictsOfReplays() {
        return verdicts(replays);
    }

    private static String verdicts(List<Judgement> runs) {
        return counts(runs, run -> Set.of(run.verdict())) + prefixed(": ", counts(runs, Judgement::anomalies));
    }

    /** What only the bench looks for, and how often it found that, such as {@code replicas 20}. */
    public String beyond() {
        return counts(runs, Judgement::beyond);
    }

    private static String counts(List<Judgement> runs, Function<Judgement, Set<String>> names) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        runs.forEach(run -> names.apply(run).forEach(name -> counts.merge(name, 1, Integer::sum)));
        return counts.entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String prefixed(String prefix, String text) {
        return text.isEmpty() ? "" : prefix + text;
    }
}
