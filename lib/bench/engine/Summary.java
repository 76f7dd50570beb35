package bench.engine;

import bench.check.Verdict;
import bench.check.Violation;
import bench.history.Keyword;
import bench.kernel.Cluster;
import bench.run.Conduct;
import bench.run.Figures;
import bench.run.Judge;
import bench.run.OperationCounts;
import bench.run.Printable;
import bench.run.TestRun;
import bench.story.Story;
import bench.terminal.ShownPath;
import bench.terminal.Style;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prints the result of a test for somebody who may have to fix a node: verdict, stories, figures, and where to look.
 */
public final class Summary {

    private static final int MOST_STORIES = 3;
    private static final int MOST_MISCONDUCT = 6;
    private static final Set<Conduct.Offence> TOLD_BY_STORIES =
            EnumSet.of(Conduct.Offence.MALFORMED, Conduct.Offence.SILENCE);

    private final PrintStream out;
    private final Style style;

    /**
     * Everything to print about a run.
     *
     * @param stories what went wrong
     * @param advice  what else went wrong, without effect on the verdict
     * @param faults  what the nemesis did, a line each
     * @param mistakes what the helper logged of mistakes in the nodes' code, one line each
     */
    record Run(TestRun.Outcome outcome, Map<String, Verdict> verdicts, List<Story> stories, List<Story> advice,
               List<String> faults, List<String> mistakes, Path folder) {
    }

    Summary(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void print(Run run) {
        out.println("\n" + verdict(run.verdicts()));
        stories(run.stories());
        if (!run.advice().isEmpty()) {
            out.println("\n" + style.doubtful("!!! Maelstrom does not look for this:"));
            stories(run.advice());
        }
        mistakes(run.mistakes());
        conduct(run);
        out.println();
        figures(run);
        run.outcome().notes().forEach(this::note);
        out.println(where(run.folder()));
        out.println(lastWord(Judge.overall(run.verdicts())));
    }

    /** Prints what the bench adds to the output of the real Maelstrom: what went wrong, faults, and where to look. */
    void add(List<Story> stories, List<String> mistakes, List<String> faults, Path folder) {
        stories(stories);
        mistakes(mistakes);
        out.println();
        figure("Faults", faults);
        out.print(where(folder));
    }

    /** Fly.io's limits and what was reached. */
    void limits(Verdict limits) {
        limits.details().forEach((name, pair) -> figure("Limit", List.of("%s %s%s".formatted(name,
                reached((Map<?, ?>) pair), limit(limits, name, "")))));
        limits.complaints().forEach(complaint -> out.println(style.bad("✗ " + complaint)));
    }

    private static String reached(Map<?, ?> pair) {
        return pair.get(Keyword.of("reached")) instanceof Number figure
                ? Figures.digits(figure.doubleValue()) : "unknown";
    }

    /** Such as {@code ✗ Invalid: lost}, in the names of the anomalies. */
    private String verdict(Map<String, Verdict> verdicts) {
        List<String> anomalies = verdicts.values().stream()
                .filter(verdict -> verdict.valid() == Verdict.Validity.FALSE)
                .flatMap(verdict -> verdict.violations().stream())
                .map(Violation::anomaly).distinct().toList();
        String names = anomalies.isEmpty() ? "" : ": " + String.join(", ", anomalies);
        return switch (Judge.overall(verdicts)) {
            case TRUE -> style.good("✓ Valid");
            case UNKNOWN -> style.doubtful("? No verdict");
            case FALSE -> style.bad("✗ Invalid" + names);
        };
    }

    private void stories(List<Story> stories) {
        for (Story story : stories.subList(0, Math.min(stories.size(), MOST_STORIES))) {
            out.println();
            story.text().forEach(line -> out.println(Printable.lines(line).indent(2).stripTrailing()));
            story.hint().forEach(line -> out.println("  " + style.dim(line)));
        }
        if (stories.size() > MOST_STORIES) {
            int more = stories.size() - MOST_STORIES;
            out.printf("%n  %d more %s in the report.%n", more, more == 1 ? "story is" : "stories are");
        }
    }

    private void mistakes(List<String> lines) {
        lines.forEach(line -> out.println("\n" + style.bad(Printable.text(line))));
    }

    /** Prints what nodes did wrong, whether or not it harmed a client. */
    private void conduct(Run run) {
        TestRun.Outcome outcome = run.outcome();
        Map<String, List<Cluster.Warning>> deaf = new LinkedHashMap<>();
        outcome.warnings().forEach(warning ->
                deaf.computeIfAbsent(warning.kind(), _ -> new ArrayList<>()).add(warning));
        deaf.values().forEach(same -> out.printf("%n%s%n    Its log: %s%n", style.doubtful(
                "!!! Deaf from %.3f s on: %s (see above). The verdict is about what was heard.".formatted(
                        same.getFirst().nanos() / 1e9,
                        Conduct.some(same.stream().map(Cluster.Warning::node).distinct().toList()))),
                log(run.folder(), same.getFirst().node())));
        List<Conduct.Misconduct> untold = outcome.misconduct().stream().filter(kind -> !isTold(kind, run)).toList();
        untold.stream().limit(MOST_MISCONDUCT).forEach(kind -> out.printf("%n%s%n    Its log: %s%n",
                Printable.lines(kind.describe()), log(run.folder(), kind.nodes().getFirst())));
        if (untold.size() > MOST_MISCONDUCT) {
            out.printf("%nand %d more like these%n", untold.size() - MOST_MISCONDUCT);
        }
    }

    /** Whether a story has said what is wrong with a malformed reply, or that there was none. */
    private static boolean isTold(Conduct.Misconduct kind, Run run) {
        return TOLD_BY_STORIES.contains(kind.offence()) && run.stories().stream().limit(MOST_STORIES)
                .flatMap(story -> story.operations().stream())
                .anyMatch(index -> run.outcome().history().ops().get(index).time() == kind.nanos());
    }

    private void figures(Run run) {
        figure("Faults", run.faults());
        figure("Operations", List.of(OperationCounts.of(run.verdicts().get("stats").toMap()).describe()));
        long operations = run.outcome().history().invocations().count();
        Verdict limits = run.verdicts().get(Judge.LIMITS);
        if (operations > 0) {
            figure("Messages", List.of(Figures.digits(run.outcome().stats().serverMessagesPerOp(operations))
                    + " between servers for each operation" + limit(limits, Judge.MSGS_PER_OP, "")));
        }
        Map<?, ?> latencies = Judge.stableLatencies(run.verdicts().get("workload"));
        if (!latencies.isEmpty()) {
            figure("Latency", List.of(("a value could be missed for: median %s ms%s, 95 %% %s ms, "
                    + "at most %s ms%s").formatted(latencies.get(0.5), limit(limits, "median", " ms"),
                    latencies.get(0.95), latencies.get(1), limit(limits, "max-latency", " ms"))));
        }
    }

    private void figure(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            out.printf("%-11s %s%n", i == 0 ? name : "", lines.get(i));
        }
    }

    /** Such as {@code  (limit 30)}; empty if there is none. */
    private static String limit(Verdict limits, String name, String unit) {
        return Optional.ofNullable((Map<?, ?>) limits.details().get(name))
                .map(pair -> ((Number) pair.get(Keyword.of("limit"))).doubleValue())
                .map(figure -> " (limit " + Figures.digits(figure) + unit + ")")
                .orElse("");
    }

    /** Prints a fact that the reader should know before trusting the verdict. */
    void note(String note) {
        figure("Note", List.of(Printable.lines(note)));
    }

    static String where(Path folder) {
        return "%-11s %s%n%-11s %s%n".formatted("Report", ShownPath.of(folder.resolve("report.html")),
                "Results", ShownPath.of(folder));
    }

    /** In Maelstrom's words. */
    public static String lastWord(Verdict.Validity validity) {
        return switch (validity) {
            case TRUE -> "Everything looks good! ヽ(‘ー`)ノ";
            case UNKNOWN -> "Errors occurred during analysis, but no anomalies found. ಠ~ಠ";
            case FALSE -> "Analysis invalid! (ﾉಥ益ಥ）ﾉ ┻━┻";
        };
    }

    static Path log(Path folder, String node) {
        return ShownPath.of(folder.resolve("node-logs").resolve(node + ".log"));
    }
}
