package bench.investigation;

import bench.history.Nouns;
import bench.hunt.Player;
import bench.journal.Journal;
import bench.run.Plan;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.scenario.Reason;
import bench.scenario.Recorded;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.Shrinker;
import bench.scenario.Steps;
import bench.story.Stories;
import bench.story.Story;
import bench.terminal.StatusLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Finds the smallest scenario of a failing run that still fails for the same reason, and adds its story. */
final class Shrinking {

    private final Player player;
    private final List<String> args;
    private final Duration budget;
    private final StatusLine line;
    private int runs;

    /**
     * @param args   the arguments of nodes
     * @param budget how long to shrink at most
     */
    Shrinking(Player player, List<String> args, Duration budget, PrintStream out) {
        this.player = player;
        this.args = args;
        this.budget = budget;
        this.line = new StatusLine(out);
    }

    /** A run as a scenario, and how it ends. */
    record Recording(Scenario scenario, Reason reason) {
    }

    /** Runs a test and records it as a scenario. */
    Recording record(TestOptions options) {
        Recorded recorded = new Recorded();
        Player.Run run = player.play(options, recorded);
        Plan plan = options.plan() != null ? options.plan() : recorded.plan(options, run.outcome().history());
        return new Recording(new Scenario("", ScenarioCommand.of(options, args), plan, ""), run.reason());
    }

    /** The smallest scenario that fails as this one does. */
    Scenario shrink(Recording large) {
        long deadline = System.nanoTime() + budget.toNanos();
        Scenario smallest = new Shrinker(candidate -> {
            runs++;
            line.show(() -> "Shrinking: %s, %s".formatted(Nouns.count(candidate.size(), "operation"),
                    Nouns.count(runs, "run")));
            return large.reason().isSharedBy(player.play(candidate, Journal.NOBODY).reason());
        }, () -> System.nanoTime() > deadline).shrink(large.scenario());
        line.clear();
        return told(smallest, large.reason());
    }

    /**
     * The scenario with the story of this reason as title and its verdict as expectation. A short run shows other
     * anomalies beside the one that was shrunk, and these explain nothing.
     */
    Scenario told(Scenario scenario, Reason reason) {
        Steps steps = new Steps();
        TestOptions options = player.options(scenario);
        Player.Run run = player.play(options, steps);
        List<Story> stories = Stories.tell(options.workload(), reason.shownBy(run.verdicts()),
                run.outcome().history(), steps::replay);
        String title = stories.isEmpty() ? broken(run.outcome()) : String.join("\n", stories.getFirst().text());
        return scenario.withTitle(title).withExpected(run.reason().toString());
    }

    private static String broken(TestRun.Outcome outcome) {
        return outcome.broken() == null ? "" : outcome.broken().node() + " " + outcome.broken().reason();
    }

    /** How much has been left out. */
    String describe(Scenario before, Scenario after) {
        return "operations %d to %d, nodes %d to %d, faults %d to %d, in %s".formatted(before.size(), after.size(),
                before.nodes().size(), after.nodes().size(), before.faults(), after.faults(), Nouns.count(runs, "run"));
    }
}
