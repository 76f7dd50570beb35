package bench.cli;

import bench.build.Build;
import bench.build.Program;
import bench.build.ShellWords;
import bench.build.Words;
import bench.catalogue.Defaults;
import bench.engine.Engine;
import bench.engine.Engines;
import bench.engine.ExitStatus;
import bench.engine.Request;
import bench.investigation.Investigation;
import bench.run.TestOptions;
import bench.scenario.Scenario;
import bench.sim.DebugAgent;
import bench.soak.Variants;
import bench.terminal.Browser;
import bench.watch.WatchLoop;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom test}: Maelstrom's options with its defaults, and a few of our own. */
@Command(name = "test", sortOptions = false, description = {"Runs a test of a node.",
    "Options and defaults are Maelstrom's. \"Ours\" marks the options that Maelstrom does not have."})
public class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--bin", required = true, paramLabel = "FILE",
            description = "What runs a node: a script (broadcast.java, 'jbang broadcast.java') or any executable.")
    private String bin;

    @Mixin
    private TestArguments test;

    @Option(names = "--test-count", paramLabel = "NUMBER", defaultValue = "1",
            description = "How many times to run the test. Default: ${DEFAULT-VALUE}.")
    private int testCount;

    @Option(names = "--log-stderr", description = "Show what nodes log.")
    private boolean logStderr;

    @Option(names = "--log-net-send", description = "Show messages as they are sent.")
    private boolean logNetSend;

    @Option(names = "--log-net-recv", description = "Show messages as they are received.")
    private boolean logNetRecv;

    @Option(names = "--open", description = "Ours: show the report in a browser when the test has ended.")
    private boolean open;

    @Option(names = "--watch", description = "Ours: runs the test again whenever the script, or a file that it "
            + "includes, is saved; on sim or live, unless --engine is given.")
    private boolean watch;

    @Option(names = "--engine", paramLabel = "ENGINE", completionCandidates = Candidates.OfEngines.class,
            description = "Ours: jepsen (the real Maelstrom), live (processes) or sim (virtual time).")
    private String engine;

    @Option(names = "--check-determinism", description = "Ours: runs the seed twice, in two JVMs, and compares (sim).")
    private boolean checkDeterminism;

    @Mixin
    private HuntOptions hunt;

    @Option(names = "--store-to", paramLabel = "FILE", hidden = true,
            description = "Ours: writes engine and folder of the last run to FILE, for commands that start this one.")
    private Path storeTo;

    @Parameters(paramLabel = "ARGS", description = "After --: the arguments of every node.")
    private List<String> args = new ArrayList<>();

    private final Path home;
    private final Engines engines;
    private String level;

    /** @param home where {@code devbox.json} lies */
    public TestCommand(Path home, Engines engines) {
        this.home = home;
        this.engines = engines;
    }

    /** Makes this the challenge of a level: a valid run then passes the level. */
    void plays(String level) {
        this.level = level;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Words words = words();
        refuseStrayWords(words);
        Program program = Program.parse(bin, Path.of("").toAbsolutePath());
        Optional<Scenario> scenario = hunt.scenario();
        String announcement = scenario.isPresent() ? take(scenario.get(), words)
                : !test.hasWorkload() ? takeDefaults(program, words) : "";
        if (watch) {
            System.out.print(announcement);
            return watch(program, scenario, words.without(Map.of("--watch", 0)));
        }
        Request request = request(program, scenario);
        Engine chosen = choose(request);
        if (hunt.debugs() && !DebugAgent.isPresent()) {
            return Debugger.restart(home, words, program.file());
        }
        if (!hunt.isShard() && !hunt.servesSeeds()) {
            System.out.print(announcement);
        }
        return run(request, chosen, words);
    }

    /** Does what the options ask for: a test, many seeds, or an investigation. */
    int run(Request request, Engine chosen, Words words) throws IOException, InterruptedException {
        if (hunt.servesSeeds()) {
            engines.sim().serveSeeds(request, request.options()::withSeed);
            return ExitStatus.VALID;
        } else if (hunt.servesSoak()) {
            serveSoak(request, Variants.of(words.options()));
            return ExitStatus.VALID;
        } else if (hunt.exhaustive().isPresent()) {
            return investigate(request, words).exhaust(hunt.exhaustive().get());
        } else if (hunt.seeds().isPresent()) {
            return sweepAndShrink(request, words);
        }
        return checkDeterminism
                ? Determinism.check(home, words, request.options().seed())
                : runAll(request, chosen, words).status();
    }

    private void serveSoak(Request request, Variants variants) throws IOException {
        List<TestOptions> parsed = variants.all().stream().map(TestCommand::parse).toList();
        engines.sim().serveSeeds(request, run -> parsed.get(variants.variant(run)).withSeed(variants.seed(run)));
    }

    private int sweepAndShrink(Request request, Words words) throws IOException, InterruptedException {
        SeedSweep.Result result = sweep(words);
        if (hunt.shrinks() && !result.stored().isEmpty()) {
            investigate(request.withSeed(result.firstFailure()), words).shrink(result.stored().getFirst());
        }
        return ExitStatus.of(result.tally().worst());
    }

    /** Runs many seeds and says what became of them. */
    SeedSweep.Result sweep(Words words) throws IOException, InterruptedException {
        return new SeedSweep(home, words, hunt.seeds().orElseThrow(), hunt).run();
    }

    Investigation investigate(Request request, Words words) {
        return new Investigation(engines.sim(), request, words.args(), bin, hunt.shrinkTime());
    }

    /** Refuses {@code --exhaustive}, for this reason. */
    void refuseExhaustive(String reason) {
        if (hunt.exhaustive().isPresent()) {
            throw new ParameterException(spec.commandLine(), reason);
        }
    }

    boolean hasManySeeds() {
        return hunt.seeds().isPresent();
    }

    /** Runs the test again and again; its status is the last run's. */
    private int watch(Program program, Optional<Scenario> scenario, Words words) throws InterruptedException {
        simOnly().filter(option -> !option.equals("--scenario")).ifPresent(option -> {
            throw new ParameterException(spec.commandLine(), "--watch cannot be combined with " + option);
        });
        WatchedTest watched = new WatchedTest(program, current -> {
            Request request = request(program, scenario).withSeed(current);
            return runAll(request, choose(request), words);
        });
        new WatchLoop(watched, options().seed()).run();
        return watched.status();
    }

    /** What was typed after {@code test}. */
    private Words words() {
        List<String> all = spec.root().commandLine().getParseResult().originalArgs();
        return new Words(all.subList(1, all.size()));
    }

    private void refuseStrayWords(Words words) {
        Words.complaint(bin, args.subList(0, args.size() - words.args().size())).ifPresent(complaint -> {
            throw new ParameterException(spec.commandLine(), complaint);
        });
    }

    /** Reads the command line again with the options that the program brings, and returns the line that says so. */
    private String takeDefaults(Program program, Words words) throws IOException {
        Defaults defaults = Defaults.of(home, program.files()).orElseThrow(() -> new ParameterException(
                spec.commandLine(), "Which workload? Name it with -w, one of " + String.join(", ", Workloads.names())
                        + ", or in the script with a line such as: // test: -w broadcast --node-count 5"));
        Defaults applied = test.hasNodes() ? defaults.without("--node-count") : defaults;
        spec.commandLine().parseArgs(words.after(applied.options()).all().toArray(String[]::new));
        return "Workload: " + test.workload() + " (no -w; " + applied.source() + " says "
                + String.join(" ", applied.options()) + ")\n";
    }

    /** Reads the command line again with the options of a scenario's command; those that were typed override them. */
    private String take(Scenario scenario, Words words) {
        List<String> options = scenario.command().subList(1, scenario.command().size());
        spec.commandLine().parseArgs(words.after(options).all().toArray(String[]::new));
        return "Scenario: " + String.join(" ", scenario.command()) + "\n";
    }

    private Request request(Program program, Optional<Scenario> scenario) {
        TestOptions options = options();
        if (scenario.isPresent()) {
            scenario.get().complaint(options.settings()).ifPresent(complaint -> {
                throw new ParameterException(spec.commandLine(), complaint);
            });
            options = options.withPlan(scenario.get().plan());
        }
        Optional<Build> build = program instanceof Program.Script
                ? Optional.of(engines.builder().build(program.file())) : Optional.empty();
        return new Request(program.file(), build, Stream.concat(program.args().stream(), args.stream()).toList(),
                options, test.hasSeed(), new Request.Prints(logStderr, logNetSend, logNetRecv),
                MaelstromOptions.of(spec.commandLine().getParseResult(), test.models()));
    }

    /** Chooses the engine, and refuses what that engine cannot do. */
    private Engine choose(Request request) throws IOException {
        Optional<String> simOnly = simOnly();
        String name = engine == null && simOnly.isPresent() ? "sim" : engine;
        Engine chosen = name == null && watch ? engines.quickest(request.usesHelper())
                : engines.choose(name, request.usesHelper());
        new Validation(spec).check(simOnly.isEmpty() || chosen.name().equals("sim"), "--engine", chosen.name(),
                "Only sim can " + simOnly.orElse(""));
        Optional<String> refusal = chosen.refusal(request);
        if (refusal.isPresent()) {
            throw new ParameterException(spec.commandLine(), refusal.get());
        }
        return chosen;
    }

    /** The option that only the simulator supports, if one is given. */
    Optional<String> simOnly() {
        return checkDeterminism ? Optional.of("--check-determinism") : hunt.simOnly();
    }

    /** Runs the test as often as asked, until a run is not valid. */
    private Engine.Result runAll(Request request, Engine chosen, Words words) throws IOException, InterruptedException {
        int ran = 0;
        Request last;
        Engine.Result result;
        do {
            last = request.withSeed(request.options().seed() + ran);
            result = chosen.run(last);
            ran++;
        } while (ran < testCount && result.status() == ExitStatus.VALID);
        if (testCount > 1) {
            int passed = result.status() == ExitStatus.VALID ? ran : ran - 1;
            System.out.printf("Runs        %d of %d ran, %d passed%n", ran, testCount, passed);
        }
        if (level != null) {
            new Attempt(home, level, request.file()).note(chosen.name(), result);
        }
        result.store().map(folder -> folder.resolve("report.html")).filter(report -> open && Files.exists(report))
                .ifPresent(report -> Browser.open(report.toUri().toString()));
        if (storeTo != null && result.store().isPresent()) {
            Files.writeString(storeTo, chosen.name() + "\n" + result.store().get());
        }
        lookInto(last, chosen, result, words);
        return result;
    }

    private void lookInto(Request request, Engine chosen, Engine.Result result, Words words) throws IOException {
        String expected = hunt.scenario().map(Scenario::expected).orElse("");
        if (!expected.isEmpty()) {
            investigate(request, words).compare(expected);
        }
        if (hunt.shrinks() && result.status() != ExitStatus.VALID && result.store().isPresent()) {
            investigate(request, words).shrink(result.store().get());
        } else if (result.onlyLimits()) {
            System.out.println(Investigation.LIMITS);
        } else if (result.status() == ExitStatus.INVALID && chosen == engines.sim() && hunt.scenario().isEmpty()) {
            List<String> command = new ArrayList<>(List.of("maelstrom", "why"));
            command.addAll(words.without(Map.of("--seed", 1))
                    .with(List.of("--seed", Long.toString(request.options().seed()))).all());
            System.out.println("The moment at which it went wrong:  " + ShellWords.join(command));
        }
    }

    /** What the words after {@code test} say of a test, without the program. */
    static TestOptions parse(List<String> words) {
        TestCommand command = new TestCommand(Path.of(""), null);
        new CommandLine(command).setOverwrittenOptionsAllowed(true)
                .parseArgs(new Words(words).with(List.of("--bin", "")).all().toArray(String[]::new));
        return command.options();
    }

    /** What the options say. */
    public TestOptions options() {
        Validation validation = new Validation(spec);
        validation.checkRange("--test-count", testCount, 1, 1_000_000);
        if (engine != null) {
            validation.checkOneOf("--engine", engine, Engines.NAMES);
        }
        return test.options();
    }
}
