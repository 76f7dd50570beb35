package bench.cli;

import bench.catalogue.Catalogue;
import bench.engine.Engine;
import bench.engine.ExitStatus;
import bench.learn.Progress;
import bench.run.DiskTrouble;
import bench.run.Figures;
import bench.terminal.ShownPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** An attempt at a level: notes it in {@code store/}, and says what to do next. */
final class Attempt {

    private final Path home;
    private final String level;
    private final Path file;

    /**
     * @param home where {@code devbox.json} lies
     * @param file the script
     */
    Attempt(Path home, String level, Path file) {
        this.home = home;
        this.level = level;
        this.file = file;
    }

    void note(String engine, Engine.Result result) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Progress progress = Progress.in(here).withLast(level);
        boolean passed = result.status() == ExitStatus.VALID;
        Figures figures = Figures.of(result.store());
        keep(passed ? progress.withPass(level, pass(engine, figures)) : progress, here);
        System.out.println(passed ? "Level " + level + " is passed. " + next() : "A hint: maelstrom hint " + level);
    }

    /** A note that cannot be written is no reason to lose a verdict or a hint. */
    static void keep(Progress progress, Path folder) {
        try {
            progress.writeTo(folder);
        } catch (IOException e) {
            System.out.println("Note        the progress could not be written: " + DiskTrouble.describe(e));
        }
    }

    private Progress.Pass pass(String engine, Figures figures) {
        return new Progress.Pass(ShownPath.of(file).toString(),
                LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(), engine, figures.msgsPerOp(),
                figures.medianMillis(), figures.maxMillis());
    }

    private String next() throws IOException {
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        List<String> levels = all.stream().map(Catalogue.Challenge::level).toList();
        Optional<Catalogue.Challenge> next = all.stream().skip(levels.indexOf(level) + 1L).findFirst();
        return next.map(challenge -> "Next: maelstrom challenge " + challenge.level()).orElse("It was the last one.");
    }
}
