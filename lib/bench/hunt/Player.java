package bench.hunt;

import bench.check.Verdict;
import bench.journal.Journal;
import bench.kernel.Cluster;
import bench.run.Judge;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.sim.Script;
import bench.sim.Simulator;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Simulates one script many times, as fast as possible: it prints and stores nothing. */
public final class Player {

    private static final Observer NOBODY = new Observer() {
        @Override
        public void warning(Cluster.Warning warning) {
        }

        @Override
        public void progress(String phase, long seconds, int operations) {
        }
    };

    private final Simulator simulator;
    private final Script script;
    private final Function<List<String>, TestOptions> parser;
    private final Map<List<String>, TestOptions> parsed = new HashMap<>();

    /** The result of one run. */
    public record Run(TestRun.Outcome outcome, Map<String, Verdict> verdicts) {

        public Reason reason() {
            return Reason.of(outcome, verdicts);
        }
    }

    /** @param parser parses the words of a command line after {@code test} */
    public Player(Simulator simulator, Script script, Function<List<String>, TestOptions> parser) {
        this.simulator = simulator;
        this.script = script;
        this.parser = parser;
    }

    public Run play(TestOptions options, Journal journal) {
        Workload workload = Workloads.create(options.workload(), options.settings());
        TestRun.Outcome outcome = simulator.run(options, workload, script, journal, NOBODY);
        return new Run(outcome, outcome.broken() != null ? Map.of() : Judge.judge(options, workload, outcome));
    }

    public Run play(Scenario scenario, Journal journal) {
        return play(options(scenario), journal);
    }

    /** The options of a scenario's command, with its plan. */
    public TestOptions options(Scenario scenario) {
        List<String> command = scenario.command();
        return parsed.computeIfAbsent(command, words -> parser.apply(words.subList(1, words.size())))
                .withPlan(scenario.plan());
    }
}
