package bench.engine;

import bench.check.Verdict;
import bench.history.Keyword;
import bench.journal.Journal;
import bench.journal.Recording;
import bench.report.Headline;
import bench.report.Report;
import bench.run.Judge;
import bench.run.LogLimit;
import bench.run.NetLog;
import bench.run.NodeLogs;
import bench.run.Store;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.scenario.Reason;
import bench.sim.NodeConsole;
import bench.story.Stories;
import bench.story.Story;
import bench.story.StoryFile;
import bench.terminal.Style;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a test on the embedded bench, from an empty store to the verdict. The engine decides how the nodes run. */
final class EmbeddedTest {

    private final Request request;
    private final Engine engine;
    private final PrintStream out;
    private final Style style = Style.ofTerminal();
    private final Summary summary;

    /** Runs the nodes until the test ends. */
    interface Runner {
        TestRun.Outcome run(Workload workload, Journal journal, Console console) throws IOException;
    }

    EmbeddedTest(Request request, Engine engine) {
        this(request, engine, NodeConsole.benchOut());
    }

    /** @param out where to say how it goes */
    EmbeddedTest(Request request, Engine engine, PrintStream out) {
        this.request = request;
        this.engine = engine;
        this.out = Interruptible.around(out);
        this.summary = new Summary(this.out, style);
    }

    /** Runs the test. It can be called only once. */
    Engine.Result run(Runner runner) throws IOException {
        try (out) {
            return runAndJudge(runner);
        }
    }

    private Engine.Result runAndJudge(Runner runner) throws IOException {
        TestOptions options = request.options();
        Store store = Store.create(Path.of("").toAbsolutePath(), options.workload());
        Workload workload = Workloads.create(options.workload(), options.settings());
        Console console = new Console(out, style);
        TestRun.Outcome outcome;
        Request.Prints prints = request.prints();
        Recording recording = new Recording(store.journal());
        try (recording; NodeLogs logs = new NodeLogs(store, prints.stderr() ? out : null)) {
            List<Journal> listeners = new ArrayList<>(List.of(recording, logs));
            if (prints.netSend() || prints.netRecv()) {
                listeners.add(new NetLog(out, prints.netSend(), prints.netRecv()));
            }
            outcome = runner.run(workload, new LogLimit(Journal.all(listeners)), console);
        }
        recording.failure().ifPresent(store::note);
        return judge(workload, outcome, recording, store, console);
    }

    private Engine.Result judge(Workload workload, TestRun.Outcome outcome, Recording recording, Store store,
                                Console console) {
        store.writeHistory(outcome.history());
        request.writeTo(store, engine);
        if (outcome.broken() != null) {
            TestRun.Breakdown broken = outcome.broken();
            report(store, Headline.broken(workloadName(), broken.node() + " " + broken.reason()), recording);
            console.broken(outcome, Stories.faults(outcome.history(), recording::replay), store.folder());
            store.trouble().ifPresent(summary::note);
            return new Engine.Result(ExitStatus.BROKEN, Optional.of(store.folder()));
        }
        Map<String, Verdict> verdicts = Judge.judge(request.options(), workload, outcome);
        Map<Keyword, Object> results = Judge.results(verdicts, outcome.advice());
        store.writeResults(results);
        console.endLine();
        Optional<String> trouble = store.trouble();
        trouble.ifPresent(summary::note);
        Aftermath.incompleteness(recording).map(Story::title).ifPresent(summary::note);
        List<Story> stories = tell(verdicts, outcome, recording);
        summarize(verdicts, stories, outcome, recording, store.folder());
        // last, so that the verdict does not wait for it
        report(store, Headline.of(workloadName(), results, stories), recording);
        if (trouble.isEmpty()) {
            store.trouble().ifPresent(summary::note);
        }
        int status = switch (Judge.overall(verdicts)) {
            case TRUE -> ExitStatus.VALID;
            case FALSE -> ExitStatus.INVALID;
            case UNKNOWN -> ExitStatus.UNKNOWN;
        };
        return new Engine.Result(status, Optional.of(store.folder()), cases(verdicts),
                Reason.of(outcome, verdicts).isOnlyLimits());
    }

    private List<Story> tell(Map<String, Verdict> verdicts, TestRun.Outcome outcome, Recording recording) {
        return Stories.tell(workloadName(), verdicts, outcome.history(), recording::replay);
    }

    private void summarize(Map<String, Verdict> verdicts, List<Story> stories, TestRun.Outcome outcome,
                           Recording recording, Path folder) {
        LoggedMistakes mistakes = new LoggedMistakes();
        recording.replay(mistakes);
        summary.print(new Summary.Run(outcome, verdicts, stories, tell(outcome.advice(), outcome, recording),
                Stories.faults(outcome.history(), recording::replay), mistakes.lines(), folder));
    }

    private static Map<String, Integer> cases(Map<String, Verdict> verdicts) {
        Map<String, Integer> cases = new TreeMap<>();
        verdicts.values().stream().flatMap(verdict -> verdict.violations().stream())
                .filter(violation -> !violation.anomaly().equals(Judge.LIMITS))
                .forEach(violation -> cases.merge(violation.anomaly(), 1 + violation.others().count(), Integer::sum));
        return cases;
    }

    private static void report(Store store, Headline headline, Recording recording) {
        Headline whole = Aftermath.incompleteness(recording).map(headline::with).orElse(headline);
        try {
            StoryFile.write(store.folder(), whole.stories());
            Report.write(store.folder(), whole);
        } catch (IOException e) {
            store.note(e);
        }
    }

    private String workloadName() {
        return request.options().workload();
    }
}
