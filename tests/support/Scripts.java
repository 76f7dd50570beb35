import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.cli.TestCommand;
import bench.hunt.Player;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Cluster;
import bench.live.LiveRun;
import bench.run.Judge;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.sim.NodeConsole;
import bench.sim.Script;
import bench.sim.Simulator;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import picocli.CommandLine;

/** Scripts that are compiled once, all together, and then simulated any number of times. */
final class Scripts {

    /** The property that names a folder of classes which replace compiled ones: see tests/Mutants.java. */
    static final String MUTANT = "mutant";

    static final Observer NOBODY = new Observer() {
        @Override
        public void warning(Cluster.Warning warning) {
        }

        @Override
        public void progress(String phase, long seconds, int operations) {
        }
    };

    private static final Semaphore STARTS = new Semaphore(1);

    private final List<Path> classpath;

    private final Map<String, Script> scripts = new HashMap<>();

    static {
        NodeConsole.install();
    }

    /** The result of one simulated test. */
    record Run(TestRun.Outcome outcome, Map<String, Verdict> verdicts) {

        Verdict.Validity validity() {
            return Judge.overall(verdicts);
        }

        /** Why the run is not valid, in words. */
        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            verdicts.forEach((name, verdict) ->
                    verdict.complaints().forEach(text -> complaints.add(name + ": " + text)));
            outcome.warnings().forEach(warning -> complaints.add(warning.node() + ": " + warning.text()));
            if (outcome.broken() != null) {
                complaints.add(outcome.broken().toString());
            }
            return complaints;
        }
    }

    private Scripts(List<Path> classpath) {
        this.classpath = classpath;
    }

    /** Compiles files with different names into a folder of their own; they may use libraries. */
    static Scripts compile(List<Path> files, Path classes, Path... libraries) throws IOException {
        List<Path> classpath = Stream.concat(Stream.of(classes), Stream.of(libraries)).toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String sourcepath = Stream.concat(Stream.of(Shell.home().resolve("lib")), files.stream().map(Path::getParent))
                .distinct().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        // -g and -parameters as with JBang, so that the helper is the bench's byte for byte, and all share it
        List<String> options = List.of("-g", "-parameters", "-d", classes.toString(), "-implicit:class",
                "-sourcepath", sourcepath, "-cp",
                joined(classpath) + File.pathSeparator + System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            assertTrue(compiler.getTask(messages, manager, null, options, null, sources).call(), messages::toString);
        }
        String mutant = System.getProperty(MUTANT);
        return new Scripts(mutant == null ? classpath
                : Stream.concat(Stream.of(Path.of(mutant)), classpath.stream()).toList());
    }

    /** Scripts that were compiled into this folder. */
    static Scripts in(Path classes) {
        return new Scripts(List.of(classes));
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Compiles one script, given as its text without the header lines. */
    static Scripts compile(String name, String text, Path folder, Path... libraries) throws IOException {
        return compile(List.of(Files.writeString(folder.resolve(name + ".java"), text)), folder, libraries);
    }

    /** A player of a script, as the commands use it. */
    Player player(String name) {
        return new Player(new Simulator(ScriptNode::new), new Script(classpath, name, List.of()),
                options -> parse(name, options, 1));
    }

    /** Simulates a test of a script, with Maelstrom's options. */
    Run run(String name, List<String> options, long seed) {
        return run(name, options, List.of(), seed);
    }

    /** The same; each node gets arguments. */
    Run run(String name, List<String> options, List<String> args, long seed) {
        return run(name, options, args, seed, Journal.NOBODY);
    }

    /** The same; the log takes what nodes log, node by node. */
    Run run(String name, List<String> options, long seed, BiConsumer<String, String> log) {
        return run(name, options, List.of(), seed, logging(log));
    }

    private static Journal logging(BiConsumer<String, String> log) {
        return (_, event) -> {
            if (event instanceof Event.Log(String node, String line)) {
                log.accept(node, line);
            }
        };
    }

    /** The same; the journal records everything that happens. */
    Run run(String name, List<String> options, List<String> args, long seed, Journal journal) {
        return run(new Simulator(ScriptNode::new), name, options, args, seed, journal);
    }

    /** The same, but a node that is busy for this long counts as stuck. */
    Run runImpatiently(String name, List<String> options, Duration patience) {
        return run(new Simulator(ScriptNode::new, patience), name, options, List.of(), 1, Journal.NOBODY);
    }

    /** A script, to be run in a host of the test's own. */
    Script script(String name) {
        return new Script(classpath, name, List.of());
    }

    private Run run(Simulator simulator, String name, List<String> options, List<String> args, long seed,
                    Journal journal) {
        return run(simulator, name, parse(name, options, seed), args, journal);
    }

    /** The same with parsed options. */
    Run run(String name, TestOptions options, Journal journal) {
        return run(new Simulator(ScriptNode::new), name, options, List.of(), journal);
    }

    private Run run(Simulator simulator, String name, TestOptions options, List<String> args, Journal journal) {
        Workload workload = Workloads.create(options.workload(), options.settings());
        Script script = scripts.computeIfAbsent(name + args, _ -> new Script(classpath, name, args));
        TestRun.Outcome outcome = simulator.run(options, workload, script, journal, NOBODY);
        return new Run(outcome, Judge.judge(options, workload, outcome));
    }

    /** Runs a script as processes in real time. */
    Run runLive(String name, List<String> options) {
        return runLive(command(name), options);
    }

    /** Starts a script as a process. */
    List<String> command(String name) {
        String all = joined(classpath) + File.pathSeparator + System.getProperty("java.class.path");
        return List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp", all, name);
    }

    /** The same for any program. */
    static Run runLive(List<String> command, List<String> options) {
        TestOptions parsed = parse(command.getLast(), options, 1);
        Workload workload = Workloads.create(parsed.workload(), parsed.settings());
        TestRun.Outcome outcome = startingAlone(observer ->
                LiveRun.run(parsed, workload, command, Journal.NOBODY, observer));
        return new Run(outcome, Judge.judge(parsed, workload, outcome));
    }

    /** Only one test starts its nodes at a time, because on a busy machine more of them would exceed their 10 s. */
    private static TestRun.Outcome startingAlone(Function<Observer, TestRun.Outcome> test) {
        AtomicBoolean starting = new AtomicBoolean(true);
        Runnable started = () -> {
            if (starting.getAndSet(false)) {
                STARTS.release();
            }
        };
        STARTS.acquireUninterruptibly();
        try {
            return test.apply(new Observer() {
                @Override
                public void warning(Cluster.Warning warning) {
                }

                @Override
                public void progress(String phase, long seconds, int operations) {
                    if (!phase.equals("starting")) {
                        started.run();
                    }
                }
            });
        } finally {
            started.run();
        }
    }

    /** Maelstrom's options for a program of this name. */
    static TestOptions parse(String name, List<String> options, long seed) {
        TestCommand command = new TestCommand(Shell.home(), null);
        List<String> words = new ArrayList<>(List.of("--bin", name, "--seed", Long.toString(seed)));
        words.addAll(options);
        new CommandLine(command).setOverwrittenOptionsAllowed(true).parseArgs(words.toArray(String[]::new));
        return command.options();
    }
}
