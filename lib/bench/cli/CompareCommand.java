package bench.cli;

import bench.catalogue.Subjects;
import bench.compare.Comparison;
import bench.compare.ComparisonFile;
import bench.compare.ComparisonTable;
import bench.engine.Engines;
import bench.engine.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom compare}: compares the bench with the real Maelstrom. */
@Command(name = "compare", sortOptions = false, description = "Runs nodes on the real Maelstrom and on the bench, and "
        + "prints what both say as a table in Markdown, the disagreements first.")
final class CompareCommand implements Callable<Integer> {

    private static final int MOST_RUNS = 10_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|DIR", description = "Nodes: scripts of challenges, or files that have a "
            + "'// test:' line with the options of their test. By default, the scripts of all challenges.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--engine", paramLabel = "ENGINE", completionCandidates = OfTheBench.class,
            description = "sim or live; by default sim for nodes that it can run.")
    private String engine;

    @Option(names = "--runs", paramLabel = "N", description = "How often the bench runs each node; Maelstrom runs it "
            + "once. Default: 20 times on sim, with the seeds 1 to 20, and 3 times on live.")
    private Integer runs;

    @Option(names = "--resume", paramLabel = "FILE", description = "Keeps each comparison in FILE as soon as it is "
            + "made. Nodes that are already in FILE are not run again.")
    private Path resume;

    private final Path home;
    private final Engines engines;

    /** The engines that Maelstrom is compared with. */
    static final class OfTheBench implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Engines.NAMES.stream().filter(name -> !name.equals("jepsen")).iterator();
        }
    }

    /** @param home the folder of the scripts, with {@code lib} in it */
    CompareCommand(Path home, Engines engines) {
        this.home = home;
        this.engines = engines;
    }

    /** Invalid if the two disagree on a node. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        require(engines.haveMaelstrom(), "maelstrom compare needs the real Maelstrom, which is not installed; "
                + "maelstrom install fetches it");
        Validation validation = new Validation(spec);
        validation.check(engine == null || List.of("sim", "live").contains(engine), "--engine", engine,
                "Must be sim or live, to be compared with the real Maelstrom");
        validation.checkRange("--runs", runs == null ? 1 : runs, 1, MOST_RUNS);
        ComparisonFile done = done();
        Comparer comparer = new Comparer(home, engines, engine, runs);
        for (Subjects.Subject subject : subjects()) {
            if (!done.has(subject.name(), subject.options())) {
                Comparison comparison = comparer.compare(subject);
                done.add(comparison);
                System.err.println(ComparisonTable.line(comparison));
            }
        }
        new ComparisonTable(done.all()).print(System.out);
        return done.all().stream().allMatch(each -> each.disagreements().isEmpty())
                ? ExitStatus.VALID : ExitStatus.INVALID;
    }

    private ComparisonFile done() throws IOException {
        try {
            return new ComparisonFile(Optional.ofNullable(resume));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--resume: " + e.getMessage());
        }
    }

    private List<Subjects.Subject> subjects() throws IOException {
        Subjects all = new Subjects(home);
        if (files.isEmpty()) {
            return all.ofChallenges();
        }
        List<Subjects.Subject> subjects = new ArrayList<>();
        for (Path file : files) {
            List<Subjects.Subject> some = all.of(file);
            require(!some.isEmpty(), file + " does not say how it is tested. A node says that in a line such as: "
                    + "// test: -w broadcast --node-count 5");
            subjects.addAll(some);
        }
        return subjects;
    }

    private void require(boolean legal, String complaint) {
        if (!legal) {
            throw new ParameterException(spec.commandLine(), complaint);
        }
    }
}
