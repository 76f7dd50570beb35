package bench.cli;

import bench.build.ShellWords;
import bench.hunt.Player;
import bench.journal.Journal;
import bench.report.StoredRun;
import bench.run.TestOptions;
import bench.scenario.NoReturn;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import bench.scenario.Steps;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Investigates a failed run: which of its steps matter, and when it went wrong. */
final class Investigation {

    private static final String SHRUNK = "shrunk.scenario";
    private static final int FUTURES = 100;
    private static final int MOMENTS = 20;

    private final SimEngine engine;
    private final Request request;
    private final Player player;
    private final Shrinking shrinking;
    private final String bin;
    private final PrintStream out = System.out;

    /**
     * @param request what was run
     * @param args    the arguments of nodes
     * @param bin     what {@code --bin} says
     * @param budget  how long to shrink at the most
     */
    Investigation(SimEngine engine, Request request, List<String> args, String bin, Duration budget) {
        this.engine = engine;
        this.request = request;
        this.player = engine.player(request);
        this.shrinking = new Shrinking(player, args, budget, out);
        this.bin = bin;
    }

    /** Says whether the run ended as its scenario expects. The exit status is still that of the verdict. */
    void compare(String expected) {
        Reason actual = player.play(request.options(), Journal.NOBODY).reason();
        out.println(Reason.parse(expected).isMetBy(actual)
                ? "Expected    " + expected + ", as the scenario says"
                : "\n!!! The scenario expects this run to be " + expected + ", and it is " + actual + ".");
    }

    /** Shrinks the run, and stores the smaller scenario in its folder. */
    void shrink(Path folder) throws IOException {
        keep(smallest(shrinking.record(request.options())), folder);
    }

    /** Says when the run went wrong, and returns its exit status. */
    int explain() throws IOException {
        Shrinking.Recording run = shrinking.record(request.options());
        if (run.reason().isValid()) {
            out.println("Seed " + request.options().seed() + " is valid: there is nothing to explain. "
                    + "--seeds 1..1000 looks for one that is not.");
            return ExitStatus.VALID;
        }
        boolean isScenario = request.options().plan() != null;
        out.println((isScenario ? "The scenario is " : "Seed " + request.options().seed() + " is ") + run.reason());
        Scenario scenario = isScenario ? run.scenario() : smallest(run);
        TestOptions options = player.options(scenario);
        Steps steps = new Steps();
        player.play(options, steps);
        NoReturn.Answer answer = new NoReturn(scenario, steps,
                future -> run.reason().isSharedBy(player.play(future, Journal.NOBODY).reason()), FUTURES).find(MOMENTS);
        WhyText.print(out, answer, steps, scenario);
        Path folder = engine.store(request.withOptions(options)).orElseThrow();
        WhyFile.write(folder, answer, steps);
        keep(scenario, folder);
        out.println("Report      " + Summary.shown(new StoredRun(folder).report()));
        return ExitStatus.of(run.reason());
    }

    private Scenario smallest(Shrinking.Recording large) {
        Scenario small = shrinking.shrink(large);
        out.println("\nShrunk      " + shrinking.describe(large.scenario(), small) + "\n");
        ScenarioFile.write(small).lines().forEach(line -> out.println("    " + line));
        out.println();
        return small;
    }

    private void keep(Scenario scenario, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(SHRUNK), ScenarioFile.write(scenario));
        String shown = Summary.shown(file).toString();
        out.println("Scenario    " + shown);
        out.println("Replay      maelstrom test --scenario " + ShellWords.join(List.of(shown, "--bin", bin)));
    }
}
