package bench.cli;

import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Program;
import bench.build.Words;
import bench.catalogue.Catalogue;
import bench.hunt.Seeds;
import bench.soak.Ledger;
import bench.soak.PieceFile;
import bench.soak.Soak;
import bench.soak.SoakSubject;
import java.io.IOException;
import java.nio.file.Files;
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
            "  - availability while a node is paused or dead: its clients wait in vain",
            "  - slow links with exponential latency: some messages take longer than a client waits, 5 s",
            "  - memory across a kill: a killed node loses what it has told nobody, and no checker can tell",
            "    that from a bug. So only nodes that keep nothing are killed.",
            "A cluster of one node is neither paused nor killed.",
            "",
            "A run that is not valid is a violation, and the command that repeats it is printed below the table.",
            "The lines of --shard and of --out can be added up: maelstrom seeds FILE...",
            "After you have changed a script, begin a new file."})
final class SoakCommand implements Callable<Integer> {

    private final Path home;
    private final Builder builder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LEVEL", completionCandidates = Candidates.OfLevels.class,
            description = "Levels (3d) or their names. Without any, all of them. The last word may be a script, as "
                    + "in: soak 3c my_broadcast.java")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--bin", paramLabel = "FILE", description = "The same: your own script for these levels. By "
            + "default, the scripts of this repository.")
    private String bin;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1000",
            description = "How many runs each challenge gets. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--shard", paramLabel = "PART", description = "Runs a part such as 3/16, and prints lines of JSON.")
    private String shard;

    @Option(names = "--out", paramLabel = "FILE", description = "Appends the results to FILE, a line of JSON for ten "
            + "runs. Runs that are already in FILE are not repeated: the same command continues an interrupted soak.")
    private Path out;

    /** @param home where {@code devbox.json} lies */
    SoakCommand(Path home, Builder builder) {
        this.home = home;
        this.builder = builder;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        takeScript();
        Seeds wanted = wanted();
        List<SoakSubject> subjects = subjects();
        Ledger ledger = new Ledger();
        if (out == null) {
            return soak(subjects, wanted, ledger,
                    shard == null ? piece -> { } : piece -> System.out.println(piece.toLine()));
        }
        try (PieceFile file = open(ledger)) {
            return soak(subjects, wanted, ledger, file::append);
        }
    }

    /** A file behind the levels is the script, as for {@code challenge}. */
    private void takeScript() {
        if (bin == null && !levels.isEmpty() && Files.isRegularFile(Path.of(levels.getLast()))) {
            bin = levels.removeLast();
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
        Validation validation = new Validation(spec);
        validation.checkRange("--runs", runs, 1, Ledger.MOST_RUNS);
        Seeds all = new Seeds(1, runs, 1, 1);
        return shard == null ? all : validation.parsed("--shard", shard, () -> all.shard(shard));
    }

    private List<SoakSubject> subjects() throws IOException {
        if (bin != null && levels.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "A script needs a level, as in: maelstrom soak 3c " + bin);
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

    /** Builds a script now; otherwise many processes would build it at once. */
    private void build(Words words) throws IOException {
        String file = words.options().get(words.options().indexOf("--bin") + 1);
        boolean canBeSimulated = Program.parse(file, Path.of("").toAbsolutePath()) instanceof Program.Script script
                && builder.build(script.file()).usesHelper();
        if (!canBeSimulated) {
            throw new ParameterException(spec.commandLine(), file + " is not a Java script that uses "
                    + "lib/Maelstrom.java, and a soak simulates nothing else");
        }
    }

    private int soak(List<SoakSubject> subjects, Seeds wanted, Ledger ledger, SoakResults.Sink sink)
            throws IOException, InterruptedException {
        Map<SoakSubject, List<Seeds>> work = new LinkedHashMap<>();
        subjects.forEach(subject -> work.put(subject, ledger.remaining(subject.command(), wanted)));
        long all = work.values().stream().flatMap(List::stream).mapToLong(Seeds::count).sum();
        SoakResults results = new SoakResults(home, ledger, sink, all, shard == null);
        for (Map.Entry<SoakSubject, List<Seeds>> each : work.entrySet()) {
            int processes = Math.min(Runtime.getRuntime().availableProcessors(), each.getValue().size());
            new Soak(each.getKey().command(), each.getValue(), results).run(processes, worker(each.getKey()));
        }
        return results.print();
    }

    private List<String> worker(SoakSubject subject) throws IOException {
        return TestProcess.server(home, subject.words(home).with(List.of("--serve-soak")));
    }
}
