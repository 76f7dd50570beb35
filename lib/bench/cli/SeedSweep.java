package bench.cli;

import bench.build.Words;
import bench.history.Nouns;
import bench.hunt.Failure;
import bench.hunt.Seeds;
import bench.hunt.Sweep;
import bench.hunt.Tally;
import bench.hunt.TallyLine;
import bench.terminal.ProgressBar;
import bench.terminal.ShownPath;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --seeds}: runs many seeds in their own processes, and prints the results. */
final class SeedSweep {

    private static final int MOST_STORED = 20;

    private final Path home;
    private final Words words;
    private final Seeds seeds;
    private final HuntOptions options;
    private final PrintStream out = System.out;

    /**
     * The result of a sweep.
     *
     * @param stored the folders of the first failing runs
     */
    record Result(Tally tally, List<Path> stored) {

        long firstFailure() {
            return tally.failures().getFirst().seed();
        }
    }

    /**
     * @param home  the folder of the scripts, with {@code lib} in it
     * @param words what was typed after {@code test}
     */
    SeedSweep(Path home, Words words, Seeds seeds, HuntOptions options) {
        this.home = home;
        this.words = words;
        this.seeds = seeds;
        this.options = options;
    }

    /** Runs the seeds and says how they ended. */
    Result run() throws IOException, InterruptedException {
        int processes = Runtime.getRuntime().availableProcessors();
        List<String> command = new ArrayList<>(List.of("test"));
        command.addAll(words.without(HuntOptions.OF_MANY_SEEDS).all());
        ProgressBar bar = new ProgressBar(out, seeds.count(), "seeds");
        long startNanos = System.nanoTime();
        try (Sweep sweep = new Sweep(command, seeds, options.keepsGoing(), worker(), bar::update)) {
            Tally tally = sweep.run(processes);
            bar.clear();
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            Map<Long, Path> stored = new LinkedHashMap<>();
            for (Failure failure : tally.failures().stream().limit(MOST_STORED).toList()) {
                sweep.store(failure.seed()).ifPresent(folder -> stored.put(failure.seed(), folder));
            }
            if (options.isShard()) {
                out.println(TallyLine.write(tally));
            } else {
                print(tally, seconds, stored);
            }
            return new Result(tally, List.copyOf(stored.values()));
        }
    }

    private List<String> worker() {
        return TestProcess.server(home, words.with(List.of("--serve-seeds")));
    }

    private void print(Tally tally, double seconds, Map<Long, Path> stored) {
        TallyText.print(out, tally, tally.unseen());
        out.printf("Speed       %s in %.1f s, %.1f a second%n", Nouns.count(tally.ran(), "run"), seconds,
                tally.ran() / seconds);
        stored.forEach((seed, folder) -> out.println("Results     " + ShownPath.of(folder) + " (seed " + seed + ")"));
        if (tally.failures().size() > stored.size()) {
            out.println("Note        of " + tally.failures().size() + " failing runs, " + stored.size()
                    + " are stored");
        }
        out.println("\n" + TallyText.lastWord(tally));
    }
}
