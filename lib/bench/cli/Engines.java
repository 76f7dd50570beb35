package bench.cli;

import bench.build.Build;
import bench.build.Builder;
import bench.check.Verdict;
import bench.history.Keyword;
import bench.install.InstallException;
import bench.journal.Journal;
import bench.journal.Recording;
import bench.live.LiveTest;
import bench.report.Headline;
import bench.report.Report;
import bench.run.Judge;
import bench.run.NodeLogs;
import bench.run.Store;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.sim.NodeConsole;
import bench.sim.Purity;
import bench.sim.Script;
import bench.sim.Simulation;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three ways to run a test: on the real Maelstrom, on processes, or in virtual time. */
public final class Engines {

    private final Builder builder;
    private final Simulation simulation;
    private final Optional<Path> maelstrom;

    enum Engine {
        JEPSEN, LIVE, SIM
    }

    /**
     * What was asked for.
     *
     * @param file      what {@code --bin} names
     * @param isScript  whether that is a Java script, else any executable
     * @param args      the arguments of each node
     * @param chosen    the engine asked for, if any
     * @param logStderr whether to show what nodes log
     * @param forJepsen the options as the real Maelstrom takes them, without bin and workload
     */
    record Request(Path file, boolean isScript, List<String> args, TestOptions options, Optional<Engine> chosen,
                   boolean logStderr, List<String> forJepsen) {
    }

    /** @param maelstrom the command of the real Maelstrom, where it is installed */
    public Engines(Builder builder, Simulation simulation, Optional<Path> maelstrom) {
        this.builder = builder;
        this.simulation = simulation;
        this.maelstrom = maelstrom;
    }

    /** Runs one test, and returns the exit status. */
    int run(Request request) throws IOException, InterruptedException {
        Build build = request.isScript() ? builder.build(request.file()) : null;
        return switch (choose(request, build)) {
            case JEPSEN -> jepsen(request, command(request, build));
            case LIVE -> live(request, command(request, build));
            case SIM -> simulate(request, build);
        };
    }

    private Engine choose(Request request, Build build) {
        boolean simulates = build != null && build.usesHelper();
        Engine engine = request.chosen().orElse(maelstrom.isPresent() ? Engine.JEPSEN : Engine.SIM);
        if (engine == Engine.SIM && !simulates) {
            System.out.println(request.file().getFileName()
                    + " is not a script on lib/Maelstrom.java, which is what the sim engine can run: falling back to live.");
            return Engine.LIVE;
        }
        return engine;
    }

    private List<String> command(Request request, Build build) {
        List<String> command = new ArrayList<>();
        command.add((build == null ? request.file() : builder.launcher(build)).toString());
        command.addAll(request.args());
        return command;
    }

    private int jepsen(Request request, List<String> command) throws IOException, InterruptedException {
        Path installed = maelstrom.orElseThrow(() -> new InstallException(
                "--engine jepsen: Maelstrom is not installed; maelstrom install does that"));
        System.out.println("Engine: jepsen (the real Maelstrom, " + installed + ")");
        TestOptions options = request.options();
        return Jepsen.run(installed, options.workload(), command, request.forJepsen(), options.limits());
    }

    private int live(Request request, List<String> command) throws IOException {
        TestOptions options = request.options();
        System.out.println("Engine: live (processes, on the clock on the wall)");
        Store store = Store.create(Path.of("").toAbsolutePath(), options.workload());
        Workload workload = Workloads.create(options.workload(), options.settings());
        Console console = new Console(NodeConsole.benchOut(), true);
        TestRun.Outcome outcome;
        Recording recording = new Recording(store.journal());
        try (recording; NodeLogs logs = logs(request, store)) {
            outcome = LiveTest.run(options, workload, command, Journal.all(List.of(recording, logs)), console);
        }
        recording.failure().ifPresent(store::note);
        return finish(options, workload, outcome, store, console);
    }

    private int simulate(Request request, Build build) throws IOException {
        TestOptions options = request.options();
        System.out.println("Engine: sim (in this JVM, virtual time; --seed " + options.seed() + " repeats this run)");
        List<String> impure = Purity.impureCalls(build.jar());
        if (!impure.isEmpty()) {
            impure.forEach(System.out::println);
            System.out.println("Nodes in one process and in virtual time cannot do that. (--engine live runs the script as it is.)");
            return ExitStatus.BAD_ARGUMENTS;
        }
        Purity.impureLibraries(build.libraries()).forEach(System.out::println);
        Store store = Store.create(Path.of("").toAbsolutePath(), options.workload());
        Workload workload = Workloads.create(options.workload(), options.settings());
        Console console = new Console(NodeConsole.benchOut(), false);
        TestRun.Outcome outcome;
        Recording recording = new Recording(store.journal());
        try (recording; NodeLogs logs = logs(request, store)) {
            Script script = new Script(build.classpath(), build.mainClass(), request.args());
            outcome = simulation.run(options, workload, script, Journal.all(List.of(recording, logs)), console);
        }
        recording.failure().ifPresent(store::note);
        return finish(options, workload, outcome, store, console);
    }

    private static NodeLogs logs(Request request, Store store) {
        return new NodeLogs(store, request.logStderr() ? NodeConsole.benchOut() : null);
    }

    private static void report(Store store, Headline headline) {
        try {
            Report.write(store.folder(), headline);
        } catch (IOException e) {
            store.note(e);
        }
    }

    private static int finish(TestOptions options, Workload workload, TestRun.Outcome outcome, Store store,
                              Console console) {
        store.writeHistory(outcome.history());
        if (outcome.broken() != null) {
            TestRun.Breakdown broken = outcome.broken();
            report(store, Headline.broken(options.workload(), broken.node() + " " + broken.reason()));
            store.trouble().ifPresent(console::note);
            console.broken(outcome, store.folder());
            return ExitStatus.BROKEN;
        }
        Map<String, Verdict> verdicts = Judge.judge(options, workload, outcome);
        Map<Keyword, Object> results = Judge.results(verdicts, outcome.advice());
        store.writeResults(results);
        report(store, Headline.of(options.workload(), results, stories(verdicts)));
        store.trouble().ifPresent(console::note);
        console.results(options, outcome, verdicts, store.folder());
        return switch (Judge.overall(verdicts)) {
            case TRUE -> ExitStatus.VALID;
            case FALSE -> ExitStatus.INVALID;
            case UNKNOWN -> ExitStatus.UNKNOWN;
        };
    }

    private static List<Headline.Story> stories(Map<String, Verdict> verdicts) {
        List<Headline.Story> stories = new ArrayList<>();
        verdicts.forEach((name, verdict) -> verdict.complaints().forEach(complaint -> stories.add(
                new Headline.Story(name, List.of(new Headline.Line(complaint, List.of())), ""))));
        return stories;
    }
}
