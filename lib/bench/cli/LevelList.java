package bench.cli;

import bench.build.Words;
import bench.catalogue.Catalogue;
import bench.learn.Lesson;
import bench.learn.Progress;
import bench.run.Figures;
import bench.terminal.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The levels: what each asks, and which of them the scripts of this folder have passed. */
final class LevelList {

    private final Path home;
    private final Style style;
    private final Path here = Path.of("").toAbsolutePath();
    private final Progress progress = Progress.in(here);

    /** @param home where {@code devbox.json} lies */
    LevelList(Path home, Style style) {
        this.home = home;
        this.style = style;
    }

    /** All of them, in at most 100 columns. */
    void print(PrintStream out) throws IOException {
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        for (Catalogue.Challenge challenge : all) {
            Lesson lesson = lesson(challenge);
            Progress.Pass pass = progress.passed().get(challenge.level());
            String line = "%s %-3s %-30s %s".formatted(pass == null ? " " : "✓", challenge.level(), lesson.title(),
                    lesson.asks());
            out.println(pass == null ? line : style.good(line));
            if (pass != null) {
                out.println("      " + style.dim(describe(pass)));
            }
        }
        Optional<Catalogue.Challenge> next = all.stream()
                .filter(challenge -> !progress.passed().containsKey(challenge.level())).findFirst();
        long passed = all.stream().filter(challenge -> progress.passed().containsKey(challenge.level())).count();
        out.printf("%n%d of %d are passed in this folder. %s%n", passed, all.size(),
                next.map(challenge -> "Next: maelstrom challenge " + challenge.level()).orElse("Well done."));
    }

    /** One of them: what it asks, the official test, and how to go about it. */
    void print(PrintStream out, Catalogue.Challenge challenge) {
        Lesson lesson = lesson(challenge);
        out.println("Level " + challenge.level() + ", " + lesson.title() + ": " + lesson.asks());
        Progress.Pass pass = progress.passed().get(challenge.level());
        if (pass != null) {
            out.println(style.good("✓ " + describe(pass)));
        }
        String script = challenge.script();
        out.println("\nThe official test: maelstrom test " + String.join(" ",
                new Words(challenge.options()).options()));
        out.println("Begin a script:    maelstrom new my_" + script + " -w " + challenge.workload());
        out.println("Run the test:      maelstrom challenge " + challenge.level() + " my_" + script);
        out.println("What clients ask:  maelstrom help " + challenge.workload());
        out.println("A hint:            maelstrom hint " + challenge.level());
    }

    private static Lesson lesson(Catalogue.Challenge challenge) {
        return Lesson.of(challenge.level()).orElseThrow();
    }

    private String describe(Progress.Pass pass) {
        List<String> words = new ArrayList<>(List.of("%s passed on %s (%s)".formatted(
                Path.of(pass.file()).getFileName(), pass.at().substring(0, 10), pass.engine())));
        if (pass.msgsPerOp() != null && pass.msgsPerOp() > 0) {
            words.add(Figures.digits(pass.msgsPerOp()) + " messages an operation");
        }
        if (pass.maxMillis() != null && pass.maxMillis() > 0) {
            words.add("median " + Figures.digits(pass.medianMillis()) + " ms, at most "
                    + Figures.digits(pass.maxMillis()) + " ms");
        }
        if (hasChanged(pass)) {
            words.add("changed since");
        }
        return String.join("; ", words);
    }

    private boolean hasChanged(Progress.Pass pass) {
        try {
            return Files.getLastModifiedTime(here.resolve(pass.file())).toInstant()
                    .isAfter(LocalDateTime.parse(pass.at()).plusSeconds(1).atZone(ZoneId.systemDefault()).toInstant());
        } catch (IOException e) {
            return false; // the file is gone; the pass remains
        }
    }
}
