package bench.engine;

import bench.build.Build;
import bench.hunt.Player;
import bench.hunt.SeedWorker;
import bench.run.TestOptions;
import bench.sim.NodeConsole;
import bench.sim.Purity;
import bench.sim.Script;
import bench.sim.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Runs all nodes in this JVM, in virtual time. It needs scripts that use lib/Maelstrom.java. */
public final class SimEngine implements Engine {

    private final Simulator simulator;
    private final Function<List<String>, TestOptions> parser;

    /** @param parser reads the words of a scenario's command */
    SimEngine(Simulator simulator, Function<List<String>, TestOptions> parser) {
        this.simulator = simulator;
        this.parser = parser;
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public Optional<String> refusal(Request request) throws IOException {
        if (!request.usesHelper()) {
            return Optional.of(request.file().getFileName() + " is not a Java script that uses lib/Maelstrom.java, and "
                    + "the engine sim runs nothing else: use --engine live");
        }
        List<String> impure = Purity.impureCalls(request.build().orElseThrow().jar());
        return impure.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", impure)
                + "\nNodes that share one process and run in virtual time cannot do that. "
                + "(--engine live runs the script as it is.)");
    }

    @Override
    public Result run(Request request) throws IOException {
        System.out.println("Engine: sim (in this JVM, virtual time; --seed " + request.options().seed()
                + " repeats this run)");
        Purity.impureLibraries(request.build().orElseThrow().libraries()).forEach(System.out::println);
        return run(request, NodeConsole.benchOut());
    }

    private Result run(Request request, PrintStream out) throws IOException {
        return new EmbeddedTest(request, this, out).run((workload, journal, console) -> simulator.run(
                request.options(), workload, script(request), journal, console));
    }

    private static Script script(Request request) {
        Build build = request.build().orElseThrow();
        return new Script(build.classpath(), build.mainClass(), request.args());
    }

    /** Runs a test only for its files, and prints nothing. */
    public Optional<Path> store(Request request) throws IOException {
        return run(request, new PrintStream(OutputStream.nullOutputStream())).store();
    }

    /** A player that runs scenarios and seeds of this script as fast as possible. */
    public Player player(Request request) {
        return new Player(simulator, script(request), parser);
    }

    /**
     * Runs the seeds requested on stdin.
     *
     * @param options the options of the run of a seed
     */
    public void serveSeeds(Request request, LongFunction<TestOptions> options) throws IOException {
        new SeedWorker(player(request), options, seed -> store(request.withOptions(options.apply(seed))))
                .serve(new BufferedReader(new InputStreamReader(System.in)), NodeConsole.benchOut());
    }
}
