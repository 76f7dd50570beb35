package bench.investigation;

import bench.build.ShellWords;
import bench.engine.ExitStatus;
import bench.engine.Request;
import bench.engine.SimEngine;
import bench.history.Nouns;
import bench.hunt.Exhaustive;
import bench.hunt.Player;
import bench.journal.Journal;
import bench.report.StoredRun;
import bench.run.TestOptions;
import bench.scenario.NoReturn;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.ScenarioFile;
import bench.scenario.Steps;
import bench.sim.Simulator;
import bench.terminal.ShownPath;
import bench.terminal.StatusLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Investigates a run: which of its steps matter, when it went wrong, and which lost message would make it fail. */
public final class Investigation {

    private static final String SHRUNK = "shrunk.scenario";
    private static final String FAILING = "failing.scenario";
    /** Where to look if a run is only too slow, or sends too much: no single step is to blame for that. */
    public static final String LIMITS = "The report shows which messages were sent, and which way the slowest values "
            + "took:  maelstrom report";

    private static final int FUTURES = 100;
    private static final int MOMENTS = 20;

    private final SimEngine engine;
    private final Request request;
    private final Player player;
    private final Shrinking shrinking;
    private final List<String> args;
    private final String bin;
    private final PrintStream out = System.out;

    /** What {@link #exhaust} plays at most: runs with this many messages lost or late, for this long. */
    public record Bounds(int messages, Duration time) {
    }

    /**
     * @param request what was run
     * @param args    the arguments of nodes
     * @param bin     what {@code --bin} says
     * @param budget  how long to shrink at most
     */
    public Investigation(SimEngine engine, Request request, List<String> args, String bin, Duration budget) {
        this.engine = engine;
        this.request = request;
        this.player = engine.player(request);
        this.shrinking = new Shrinking(player, args, budget, out);
        this.args = args;
        this.bin = bin;
    }

    /** Says whether the run ended as its scenario expects. The exit status is still that of the verdict. */
    public void compare(String expected) {
        Reason actual = player.play(request.options(), Journal.NOBODY).reason();
        if (Reason.parse(expected).isMetBy(actual)) {
            out.println("Expected    " + expected + ", as the scenario says");
        } else if (actual.isValid()) {
            out.println("\nThe scenario shows a failure (" + expected + "), and this script no longer has it.");
        } else {
            out.println("\n!!! The scenario expects this run to be " + expected + ", but it is " + actual + ".");
        }
    }

    /** Shrinks the run, and stores the smaller scenario in its folder. */
    public void shrink(Path folder) throws IOException {
        keep(smallest(shrinking.record(request.options())), folder, SHRUNK);
    }

    /** Plays the runs of the scenario in which messages are lost or late, and returns the exit status. */
    public int exhaust(Bounds bounds) throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        Simulator.allowAtOnce(cores);
        List<Player> players = Stream.generate(() -> engine.player(request)).limit(cores).toList();
        StatusLine line = new StatusLine(out);
        long startNanos = System.nanoTime();
        Exhaustive.Result result = new Exhaustive(players, request.options(),
                () -> System.nanoTime() - startNanos > bounds.time().toNanos(),
                (messages, runs) -> line.show(() -> "%d lost or late: %s".formatted(messages,
                        Nouns.count(runs, "run"))))
                .explore(bounds.messages());
        line.clear();
        ExhaustiveText.print(out, result, (System.nanoTime() - startNanos) / 1e9);
        if (result.counterexample().isPresent()) {
            show(result.counterexample().get());
        }
        out.println("\n" + ExhaustiveText.lastWord(result));
        return result.isEmpty() ? ExitStatus.UNKNOWN
                : result.counterexample().isPresent() ? ExitStatus.INVALID : ExitStatus.VALID;
    }

    private void show(Exhaustive.Counterexample found) throws IOException {
        TestOptions failing = request.options().withPlan(found.plan());
        Scenario scenario = shrinking.told(new Scenario("", ScenarioCommand.of(failing, args), found.plan(), ""),
                found.reason());
        out.println();
        print(scenario);
        Path folder = engine.store(request.withOptions(failing)).orElseThrow();
        keep(scenario, folder, FAILING);
        out.println("Report      " + ShownPath.of(folder.resolve("report.html")));
    }

    /** Says when the run went wrong, and returns its exit status. */
    public int explain() throws IOException {
        Shrinking.Recording run = shrinking.record(request.options());
        if (run.reason().isValid()) {
            out.println("Seed " + request.options().seed() + " is valid: there is nothing to explain. "
                    + "--seeds 1..1000 looks for one that is not.");
            return ExitStatus.VALID;
        }
        boolean isScenario = request.options().plan() != null;
        out.println((isScenario ? "The scenario is " : "Seed " + request.options().seed() + " is ") + run.reason());
        if (run.reason().isOnlyLimits()) {
            out.println("No single step decides whether a run keeps its limits. " + LIMITS);
            return ExitStatus.INVALID;
        }
        Scenario scenario = isScenario ? run.scenario() : smallest(run);
        TestOptions options = player.options(scenario);
        Steps steps = new Steps();
        player.play(options, steps);
        NoReturn.Answer answer = new NoReturn(scenario, steps,
                future -> run.reason().isSharedBy(player.play(future, Journal.NOBODY).reason()), FUTURES).find(MOMENTS);
        WhyText.print(out, answer, steps);
        Path folder = engine.store(request.withOptions(options)).orElseThrow();
        WhyFile.write(folder, answer, steps);
        keep(scenario, folder, SHRUNK);
        out.println("Report      " + ShownPath.of(new StoredRun(folder).report()));
        return ExitStatus.of(run.reason());
    }

    private Scenario smallest(Shrinking.Recording large) {
        Scenario small = shrinking.shrink(large);
        out.println("\nShrunk      " + shrinking.describe(large.scenario(), small) + "\n");
        print(small);
        return small;
    }

    private void print(Scenario scenario) {
        ScenarioFile.write(scenario).lines().forEach(line -> out.println("    " + line));
        out.println();
    }

    private void keep(Scenario scenario, Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), ScenarioFile.write(scenario));
        String shown = ShownPath.of(file).toString();
        out.println("Scenario    " + shown);
        out.println("Replay      maelstrom test --scenario " + ShellWords.join(List.of(shown, "--bin", bin)));
    }
}
