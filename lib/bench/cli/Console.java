package bench.cli;

import bench.check.Verdict;
import bench.history.Keyword;
import bench.kernel.Cluster;
import bench.run.Conduct;
import bench.run.Judge;
import bench.run.Observer;
import bench.run.Printable;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how a test goes, and how it went. */
final class Console implements Observer {

    private static final int LOG_SECONDS = 10;
    private static final int MOST_FAULTS = 6;
    private static final int MOST_LOGS = 3;
    private static final int LAST_WORDS = 8;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final boolean moving;
    private final boolean showsProgress;
    private final long startNanos = System.nanoTime();
    private final Set<String> warned = new HashSet<>();
    private boolean line;

    /** @param showsProgress whether to show progress at once; else only if the test takes more than a second */
    Console(PrintStream out, boolean showsProgress) {
        this.out = out;
        this.moving = System.console() != null && System.console().isTerminal();
        this.showsProgress = showsProgress;
    }

    @Override
    public void progress(String phase, long seconds, int operations) {
        boolean slow = System.nanoTime() - startNanos > PATIENCE_NANOS;
        if ((showsProgress || slow) && (moving || seconds % LOG_SECONDS == 0)) {
            String text = "%4d s  %s, %d events in the history".formatted(seconds, phase, operations);
            out.print(moving ? "\r" + text + "\033[K" : text + "\n");
            out.flush();
            line = moving;
        }
    }

    @Override
    public void warning(Cluster.Warning warning) {
        endLine();
        if (!warned.add(warning.kind())) {
            out.printf("!!! Node %s is deaf, too (%.3f s).%n", warning.node(), warning.nanos() / 1e9);
            return;
        }
        out.printf("%n!!! Node %s is deaf from now on (%.3f s): %s%n!!! Maelstrom never reads its output again, and goes on "
                + "without it.%n%n", warning.node(), warning.nanos() / 1e9,
                Printable.lines(warning.text()));
    }

    private void endLine() {
        if (line) {
            out.print("\r\033[K");
            line = false;
        }
    }

    /** The figures and the failures, and where to read more. */
    void results(TestOptions options, TestRun.Outcome outcome, Map<String, Verdict> verdicts, Path folder) {
        endLine();
        Map<String, Object> stats = verdicts.get("stats").details();
        out.printf("Operations  %s: %s ok, %s failed, %s unknown; a share of %s succeeded%n", stats.get("count"),
                stats.get("ok-count"), stats.get("fail-count"), stats.get("info-count"),
                verdicts.get("availability").details().get("ok-fraction"));
        long operations = outcome.history().invocations().count();
        if (operations > 0) {
            out.printf("Messages    %.3f between servers for each operation%n", outcome.stats().serverMessagesPerOp(operations));
        }
        Map<?, ?> latencies = Judge.stableLatencies(verdicts.get("workload"));
        if (!latencies.isEmpty()) {
            out.printf("Latency     until stable: median %s ms, 95 %% %s ms, max %s ms%n", latencies.get(0.5),
                    latencies.get(0.95), latencies.get(1));
        }
        limits(out, verdicts.get("limits"));
        verdicts.forEach((name, verdict) -> verdict.complaints().forEach(complaint ->
                out.println("\n✗ " + name + ": " + Printable.lines(complaint))));
        if (verdicts.values().stream().anyMatch(verdict -> !verdict.complaints().isEmpty())) {
            processes(options.settings(), folder);
            firstWords(options.settings(), folder);
        }
        faults(outcome, folder);
        deafNodes(outcome.warnings(), folder);
        outcome.advice().forEach((name, verdict) -> verdict.complaints().forEach(complaint ->
                out.printf("%n!!! Maelstrom does not look for this (%s): %s%n", name, Printable.lines(complaint))));
        outcome.notes().forEach(this::note);
        out.println("Results     " + folder + "\n");
        out.println(switch (Judge.overall(verdicts)) {
            case TRUE -> "Everything looks good! ヽ(‘ー`)ノ";
            case UNKNOWN -> "Errors occurred during analysis, but no anomalies found. ಠ~ಠ";
            case FALSE -> "Analysis invalid! (ﾉಥ益ಥ）ﾉ ┻━┻";
        });
    }

    private void deafNodes(List<Cluster.Warning> warnings, Path folder) {
        Map<String, List<Cluster.Warning>> byKind = new LinkedHashMap<>();
        warnings.forEach(warning -> byKind.computeIfAbsent(warning.kind(), _ -> new ArrayList<>()).add(warning));
        byKind.values().forEach(same -> out.printf(
                "%n!!! Node %s was deaf from %.3f s on (see above): the verdict is about what was heard.%n    Its log: %s%n",
                Conduct.some(same.stream().map(Cluster.Warning::node).distinct().toList()),
                same.getFirst().nanos() / 1e9, log(folder, same.getFirst().node())));
    }

    /** What a reader should know before the verdict. */
    void note(String note) {
        endLine();
        out.println("Note        " + Printable.lines(note));
    }

    /** Each limit, and what was reached. */
    static void limits(PrintStream out, Verdict limits) {
        limits.details().forEach((name, pair) -> {
            Map<?, ?> values = (Map<?, ?>) pair;
            out.printf("Limit       %s: limit %s, reached %s%n", name, values.get(Keyword.of("limit")),
                    values.get(Keyword.of("reached")));
        });
    }

    /** Complaints name processes, as histories do; a learner looks for a node and its log. */
    private void processes(Settings settings, Path folder) {
        int threads = settings.concurrency();
        int nodes = settings.nodes().size();
        String place = (threads % nodes == 0 ? "p" : "p mod " + threads) + " mod " + nodes;
        out.printf("%nProcess p is a client of %s[%s].%n    Their logs: %s%n", settings.nodes(), place,
                folder.resolve("node-logs"));
    }

    /** Often a node has said itself what is wrong. */
    private void firstWords(Settings settings, Path folder) {
        int shown = 0;
        for (String node : settings.nodes()) {
            List<String> lines = lines(log(folder, node));
            if (!lines.isEmpty() && shown++ < MOST_LOGS) {
                out.printf("    %s logged %s, first: %s%n", node, lines.size() == 1 ? "a line" : lines.size() + " lines",
                        Printable.text(lines.getFirst()));
            }
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            return List.of(); // no text, perhaps; the path is given anyway
        }
    }

    private void faults(TestRun.Outcome outcome, Path folder) {
        outcome.faults().stream().limit(MOST_FAULTS).forEach(fault ->
                out.printf("%n%s%n    Its log: %s%n", Printable.lines(fault.describe()), log(folder, fault.nodes().getFirst())));
        if (outcome.faults().size() > MOST_FAULTS) {
            out.printf("%nand %d more like these%n", outcome.faults().size() - MOST_FAULTS);
        }
    }

    /** A test that a node has ended. */
    void broken(TestRun.Outcome outcome, Path folder) {
        endLine();
        TestRun.Breakdown broken = outcome.broken();
        faults(outcome, folder);
        Path log = log(folder, broken.node());
        out.printf("%nThe test broke: node %s %s%n    Its log: %s%n", broken.node(), Printable.lines(broken.reason()), log);
        List<String> lines = lines(log);
        lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()).forEach(line -> out.println("    | " + Printable.text(line)));
    }

    private static Path log(Path folder, String node) {
        return folder.resolve("node-logs").resolve(node + ".log");
    }
}
