package bench.cli;

import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Children;
import bench.build.Program;
import bench.hunt.Seeds;
import bench.scenario.Reason;
import bench.soak.Ledger;
import bench.soak.Piece;
import bench.soak.PieceFile;
import bench.soak.Soak;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom soak}: runs challenges very often, under all conditions that they must bear. */
@Command(name = "soak", sortOptions = false,
        description = "Simulates challenges on many seeds, as they are and under many mixes of faults and latencies.",
        footer = {"",
            "Faults: partition, loss, duplicate, reorder, clock, slow, pause; and kill for unique ids.",
            "Latencies: 0, and 100 ms constant, uniform and exponential.",
            "",
            "What is not asked for, because no correct script can promise it:",
            "  - fly.io's limits, except for the challenge as it is",
            "  - availability while a node is paused or dead, because its clients wait in vain; and an only node "
                + "is not stopped at all",
            "  - patience with slow links at exponential latency: ten times as much has no bound, and a client "
                + "gives up after 5 s",
            "  - memory across a kill: what a node has told nobody is lost with it, and no checker can tell that "
                + "from a bug; so only nodes that keep nothing are killed",
            "",
            "A run that is not valid is a violation, and the command that repeats it stands below the table.",
            "The lines of --shard and of --out can be added up: maelstrom seeds FILE...",
            "After a change of a script, begin another file."})
final class SoakCommand implements Callable<Integer> {

    private final Path home;
    private final Builder builder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LEVEL", completionCandidates = Candidates.Levels.class,
            description = "Levels (3d) or their names. Without any, all of them.")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--bin", paramLabel = "FILE", description = "Your own script for these levels. By default, the "
            + "scripts of this repository.")
    private String bin;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1000",
            description = "How many runs each challenge gets. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--shard", paramLabel = "PART", description = "Does a part such as 3/16, and prints lines of JSON.")
    private String shard;

    @Option(names = "--out", paramLabel = "FILE", description = "Appends the results to FILE, a line of JSON for ten "
            + "runs. Runs that FILE has already are not done again: the same command continues what was interrupted.")
    private Path out;

    /** @param home where {@code devbox.json} lies */
    SoakCommand(Path home, Builder builder) {
        this.home = home;
        this.builder = builder;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Seeds wanted = wanted();
        List<SoakSubject> subjects = subjects();
        Ledger ledger = new Ledger();
        if (out == null) {
            return soak(subjects, wanted, ledger, piece -> { });
        }
        try (PieceFile file = open(ledger)) {
            return soak(subjects, wanted, ledger, file::append);
        }
    }

    private PieceFile open(Ledger ledger) throws IOException {
        try {
            return PieceFile.open(out, ledger::add);
        } catch (IllegalArgumentException e) {
            throw new BuildException(out + ": " + e.getMessage());
        }
    }

    private Seeds wanted() {
        if (runs < 1 || runs > Ledger.MOST_RUNS) {
            throw invalid("--runs " + runs, "Must be from 1 to " + Ledger.MOST_RUNS);
        }
        Seeds all = new Seeds(1, runs, 1, 1);
        try {
            return shard == null ? all : all.shard(shard);
        } catch (IllegalArgumentException e) {
            throw invalid("--shard " + shard, e.getMessage());
        }
    }

    private ParameterException invalid(String option, String rule) {
        return new ParameterException(spec.commandLine(), "Failed to validate \"%s\": %s".formatted(option, rule));
    }

    private List<SoakSubject> subjects() throws IOException {
        if (bin != null && levels.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--bin needs a level, as in: maelstrom soak 3c --bin "
                    + bin);
        }
        List<SoakSubject> subjects = new ArrayList<>();
        for (String level : levels) {
            subjects.add(new SoakSubject(Levels.require(home, level, spec.commandLine()), bin));
        }
        if (levels.isEmpty()) {
            Catalogue.challenges(home).forEach(challenge -> subjects.add(new SoakSubject(challenge, null)));
        }
        for (SoakSubject subject : subjects) {
            build(subject.words(home));
        }
        return subjects;
    }

    /** Builds a script before many processes would try to. */
    private void build(Words words) throws IOException {
        String file = words.options().get(words.options().indexOf("--bin") + 1);
        boolean canBeSimulated = Program.parse(file, Path.of("").toAbsolutePath()) instanceof Program.Script script
                && builder.build(script.file()).usesHelper();
        if (!canBeSimulated) {
            throw new ParameterException(spec.commandLine(), file + " is no Java script on lib/Maelstrom.java, and a "
                    + "soak is simulated");
        }
    }

    /** Where pieces go besides the ledger. */
    private interface Sink {
        void take(Piece piece) throws IOException;
    }

    private int soak(List<SoakSubject> subjects, Seeds wanted, Ledger ledger, Sink sink)
            throws IOException, InterruptedException {
        Map<SoakSubject, List<Seeds>> work = new LinkedHashMap<>();
        subjects.forEach(subject -> work.put(subject, ledger.remaining(subject.command(), wanted)));
        long all = work.values().stream().flatMap(List::stream).mapToLong(Seeds::count).sum();
        Results results = new Results(ledger, sink, new ProgressBar(System.out, all, "runs"));
        for (Map.Entry<SoakSubject, List<Seeds>> each : work.entrySet()) {
            int processes = Math.min(Runtime.getRuntime().availableProcessors(), each.getValue().size());
            new Soak(each.getKey().command(), each.getValue(), results).run(processes, () -> worker(each.getKey()));
        }
        return results.print(System.out);
    }

    private Process worker(SoakSubject subject) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString(), "test"));
        command.addAll(subject.words(home).with(List.of("--engine", "sim", "--serve-soak")).all());
        return Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** What has come so far. */
    private final class Results implements Soak.Listener {

        private final Ledger ledger;
        private final Sink sink;
        private final ProgressBar bar;
        private final long startNanos = System.nanoTime();
        private long ran;
        private int failed;

        private Results(Ledger ledger, Sink sink, ProgressBar bar) {
            this.ledger = ledger;
            this.sink = sink;
            this.bar = bar;
        }

        @Override
        public void ran(Reason reason) {
            ran++;
            failed += reason.isValid() ? 0 : 1;
            bar.update(ran, failed);
        }

        @Override
        public void finished(Piece piece) throws IOException {
            ledger.add(piece);
            sink.take(piece);
            if (shard != null && out == null) {
                System.out.println(piece.toLine());
            }
        }

        private int print(PrintStream stream) throws IOException {
            bar.clear();
            SoakTable table = new SoakTable(home, ledger.totals());
            if (shard == null) {
                table.print(stream);
                double seconds = (System.nanoTime() - startNanos) / 1e9;
                stream.printf("%nSpeed       %d runs in %.1f s, %.1f a second%n", ran, seconds, ran / seconds);
            }
            return ExitStatus.of(table.worst());
        }
    }
}
