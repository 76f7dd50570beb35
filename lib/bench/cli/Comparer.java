package bench.cli;

import bench.build.Build;
import bench.build.BuildException;
import bench.build.Program;
import bench.build.Words;
import bench.catalogue.Subjects;
import bench.check.Verdict;
import bench.compare.Comparison;
import bench.compare.Judgement;
import bench.engine.Engines;
import bench.engine.ExitStatus;
import bench.engine.Request;
import bench.history.EdnReader;
import bench.hunt.Player;
import bench.jepsen.JepsenHistory;
import bench.jepsen.JepsenJournal;
import bench.journal.Journal;
import bench.run.Judge;
import bench.run.Plan;
import bench.run.TestOptions;
import bench.scenario.Recorded;
import bench.sim.Purity;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a node on the real Maelstrom and on the bench, and collects both judgements. */
final class Comparer {

    /** A single run may be luck. */
    private static final int SIM_RUNS = 20;

    /** Fewer than on sim, because each takes as long as the test says. */
    private static final int LIVE_RUNS = 3;

    /** Replays differ only in what nodes and services draw, and in the order of what happens at the same moment. */
    private static final int REPLAYS = 5;

    private final Path home;
    private final Engines engines;
    private final String engine;
    private final Integer runs;

    /**
     * @param home   the folder of the scripts, with {@code lib} in it
     * @param engine {@code sim}, {@code live}, or null for the quickest that can run a node
     * @param runs   how often the bench runs a node; null for as often as the engine can do quickly
     */
    Comparer(Path home, Engines engines, String engine, Integer runs) {
        this.home = home;
        this.engines = engines;
        this.engine = engine;
        this.runs = runs;
    }

    Comparison compare(Subjects.Subject subject) throws IOException, InterruptedException {
        Optional<Build> build = Program.parse(subject.file().toString(), home) instanceof Program.Script(Path file, _)
                ? Optional.of(engines.builder().build(file)) : Optional.empty();
        String quickest = engines.quickest(runsInSim(build)).name();
        String chosen = engine != null ? engine : quickest;
        if (chosen.equals("sim") && !quickest.equals("sim")) {
            throw new BuildException(subject.name() + " cannot run on sim; without --engine, it runs on live");
        }
        TestOptions options = TestCommand.parse(subject.test().all());
        TestProcess.Result judged = test(subject, "jepsen");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Judgement judge = judgement(judged);
        Optional<Path> store = judge.hasResults() ? judged.store() : Optional.empty();
        Judgement sameHistory = store.isPresent() ? ofHistory(options, store.get()) : null;
        List<Judgement> own;
        List<Judgement> replays = List.of();
        if (chosen.equals("sim")) {
            Player player = player(subject, build, options);
            own = play(player, options, runs(SIM_RUNS));
            replays = store.isPresent() ? play(player, options.withPlan(plan(options, store.get())), REPLAYS) : replays;
        } else {
            own = live(subject);
        }
        return new Comparison(subject.name(), subject.options(), judge, sameHistory, chosen, own, replays,
                LocalDate.now().toString(), load);
    }

    private static boolean runsInSim(Optional<Build> build) throws IOException {
        return build.isPresent() && build.get().usesHelper() && Purity.impureCalls(build.get().jar()).isEmpty();
    }

    private TestProcess.Result test(Subjects.Subject subject, String engine) throws IOException, InterruptedException {
        Words words = subject.test().startingWith("test", "--bin", subject.file().toString())
                .with(List.of("--engine", engine));
        return TestProcess.run(home, Path.of(""), words, ProcessBuilder.Redirect.DISCARD);
    }

    private static Judgement judgement(TestProcess.Result run) throws IOException {
        if (run.status() == ExitStatus.BAD_ARGUMENTS) {
            return Judgement.refused();
        }
        Optional<Path> results = run.store().map(store -> store.resolve("results.edn")).filter(Files::exists);
        return results.isPresent()
                ? Judgement.of((Map<?, ?>) EdnReader.read(Files.readString(results.get()))) : Judgement.broken();
    }

    private static Judgement ofHistory(TestOptions options, Path store) throws IOException {
        Workload workload = Workloads.create(options.workload(), options.settings());
        Map<String, Verdict> verdicts = Judge.judge(options, workload,
                JepsenHistory.read(store.resolve("history.edn")));
        return Judgement.of(Judge.results(verdicts, Map.of()));
    }

    private int runs(int usual) {
        return runs == null ? usual : runs;
    }

    private List<Judgement> live(Subjects.Subject subject) throws IOException, InterruptedException {
        List<Judgement> judgements = new ArrayList<>();
        for (int run = 1; run <= runs(LIVE_RUNS); run++) {
            judgements.add(judgement(test(subject, "live")));
        }
        return judgements;
    }

    private Player player(Subjects.Subject subject, Optional<Build> build, TestOptions options) {
        return engines.sim().player(new Request(subject.file(), build, subject.test().args(), options, true,
                new Request.Prints(false, false, false), List.of()));
    }

    /** The operations and the partitions of a run of Maelstrom. */
    private static Plan plan(TestOptions options, Path store) throws IOException {
        Recorded recorded = new Recorded();
        JepsenJournal.replay(store, options.settings().nodes(), options.settings().concurrency(), recorded);
        return recorded.plan(options, JepsenHistory.read(store.resolve("history.edn")));
    }

    private static List<Judgement> play(Player player, TestOptions options, int seeds) {
        List<Judgement> judgements = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Player.Run run = player.play(options.withSeed(seed), Journal.NOBODY);
            judgements.add(run.outcome().broken() != null ? Judgement.broken()
                    : Judgement.of(Judge.results(run.verdicts(), Map.of())));
        }
        return judgements;
    }
}
