package bench.cli;

import bench.hunt.Seeds;
import bench.investigation.Investigation;
import bench.scenario.Reason;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that look for a failure among many runs, or investigate one. All of them need the simulator. */
final class HuntOptions {

    /** The options of many runs that are not passed on to each run, with the number of their values. */
    static final Map<String, Integer> OF_MANY_SEEDS = Map.of("--seeds", 1, "--shard", 1, "--keep-going", 0,
            "--shrink", 0, "--shrink-time", 1, "--engine", 1);

    private static final int EXHAUSTIVE_SECONDS = 60;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "FROM..TO", description = "Ours: runs all these seeds, on all cores, up to "
            + "the first that fails (sim). Only a failing run is stored.")
    private String seeds;

    @Option(names = "--keep-going", description = "Ours: with --seeds, goes on after a failure. The first 20 failing "
            + "runs are stored.")
    private boolean keepGoing;

    @Option(names = "--shard", paramLabel = "PART", description = "Ours: with --seeds, runs a part such as 3/16 of "
            + "them and prints one line of JSON, which 'maelstrom seeds' adds up.")
    private String shard;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Ours: plays what the file says (sim), with the "
            + "options of its command line; those given here override them.")
    private Path scenario;

    @Option(names = "--shrink", description = "Ours: makes the smallest scenario of a failing run that still fails for "
            + "the same reason (sim).")
    private boolean shrink;

    @Option(names = "--shrink-time", paramLabel = "SECONDS", defaultValue = "30",
            description = "Ours: how long to shrink at most. Default: ${DEFAULT-VALUE}.")
    private int shrinkSeconds;

    @Option(names = "--exhaustive", description = "Ours: with --scenario, plays every run in which messages between "
            + "nodes and services are lost or late: one message, then two, and so on, up to the first run that fails "
            + "(sim). See 'maelstrom help scenario'.")
    private boolean exhaustive;

    @Option(names = "--bound", paramLabel = "N", description = "Ours: with --exhaustive, at most N messages are lost "
            + "or late in one run. Without it, only the time is limited.")
    private Integer bound;

    @Option(names = "--exhaustive-time", paramLabel = "SECONDS", description = "Ours: how long --exhaustive goes on at "
            + "the most. Default: " + EXHAUSTIVE_SECONDS + ".")
    private Integer exhaustiveSeconds;

    @Option(names = "--debug", description = "Ours: waits for a debugger; a breakpoint in the script stops the whole "
            + "cluster and its clock (sim).")
    private boolean debug;

    @Option(names = "--serve-seeds", hidden = true,
            description = "Ours: runs the seeds that stdin names, for --seeds.")
    private boolean servesSeeds;

    @Option(names = "--serve-soak", hidden = true,
            description = "Ours: runs the runs that stdin names, for a soak.")
    private boolean servesSoak;

    boolean keepsGoing() {
        return keepGoing;
    }

    boolean shrinks() {
        return shrink;
    }

    Duration shrinkTime() {
        return Duration.ofSeconds(shrinkSeconds);
    }

    boolean debugs() {
        return debug;
    }

    boolean servesSeeds() {
        return servesSeeds;
    }

    boolean servesSoak() {
        return servesSoak;
    }

    boolean isShard() {
        return shard != null;
    }

    /** Empty if the runs of the scenario are not all to be played. */
    Optional<Investigation.Bounds> exhaustive() {
        if (!exhaustive) {
            require(bound == null && exhaustiveSeconds == null, "--bound and --exhaustive-time need --exhaustive");
            return Optional.empty();
        }
        require(seeds == null && !shrink && !debug,
                "--exhaustive cannot be combined with --seeds, --shrink or --debug");
        require(scenario != null, "--exhaustive goes through the runs of a scenario: say which with --scenario FILE");
        require(bound == null || bound >= 0, "--bound is a number of messages, 0 or more");
        require(exhaustiveSeconds == null || exhaustiveSeconds > 0, "--exhaustive-time is a number of seconds above 0");
        return Optional.of(new Investigation.Bounds(bound == null ? Integer.MAX_VALUE : bound,
                Duration.ofSeconds(exhaustiveSeconds == null ? EXHAUSTIVE_SECONDS : exhaustiveSeconds)));
    }

    /** The first option that only the simulator understands; empty if there is none. */
    Optional<String> simOnly() {
        return Optional.ofNullable(seeds != null ? "--seeds" : exhaustive ? "--exhaustive"
                : scenario != null ? "--scenario" : shrink ? "--shrink" : debug ? "--debug" : null);
    }

    /** The seeds to run, or the share of this machine; empty for a single run. */
    Optional<Seeds> seeds() {
        if (seeds == null) {
            require(shard == null && !keepGoing, "--shard and --keep-going need --seeds, as in --seeds 1..1000");
            return Optional.empty();
        }
        require(scenario == null, "--seeds and --scenario: a scenario has its own seed");
        require(!debug, "--seeds and --debug: a debugger needs a single run");
        Validation validation = new Validation(spec);
        Seeds all = validation.parsed("--seeds", seeds, () -> Seeds.parse(seeds));
        return Optional.of(shard == null ? all : validation.parsed("--shard", shard, () -> all.shard(shard)));
    }

    /** What the file of --scenario says. */
    Optional<Scenario> scenario() throws IOException {
        if (scenario == null) {
            return Optional.empty();
        }
        require(Files.isReadable(scenario), "there is no scenario " + scenario);
        try {
            Scenario read = ScenarioFile.read(Files.readString(scenario));
            if (!read.expected().isEmpty()) {
                Reason.parse(read.expected());
            }
            return Optional.of(read);
        } catch (ScenarioFile.Mistake | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), scenario + ", " + e.getMessage());
        }
    }

    private void require(boolean legal, String complaint) {
        if (!legal) {
            throw new ParameterException(spec.commandLine(), complaint);
        }
    }
}
