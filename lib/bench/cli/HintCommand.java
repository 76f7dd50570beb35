package bench.cli;

import bench.catalogue.Catalogue;
import bench.engine.ExitStatus;
import bench.learn.Lesson;
import bench.learn.Progress;
import bench.report.Headline;
import bench.report.StoredRun;
import bench.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom hint}: the next hint for a level, and what the last failing run says about itself. */
@Command(name = "hint", description = "Gives the next hint for a level; by default for the one that was tried last.")
public final class HintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "LEVEL", completionCandidates = Candidates.OfLevels.class,
            description = "Such as 3c, or broadcast-fault-tolerant.")
    private String level;

    private final Path home;
    private final Path here = Path.of("").toAbsolutePath();

    /** @param home where {@code devbox.json} lies */
    HintCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Progress progress = Progress.in(here);
        Optional<Headline> failure = lastFailure();
        Optional<Catalogue.Challenge> challenge = level == null ? suggested(failure, progress)
                : Optional.of(Levels.require(home, level, spec.commandLine()));
        failure.filter(run -> challenge.isEmpty() || challenge.get().workload().equals(run.title()))
                .ifPresent(HintCommand::print);
        challenge.ifPresentOrElse(each -> hint(each.level(), progress), () -> System.out.println(
                "No level has the workload " + failure.orElseThrow().title() + ", so there is no other hint."));
        return ExitStatus.VALID;
    }

    /**
     * The level that was tried last, or else the first that is not passed. If the last run failed, only levels of its
     * workload count; there may be none.
     */
    private Optional<Catalogue.Challenge> suggested(Optional<Headline> failure, Progress progress) throws IOException {
        List<Catalogue.Challenge> levels = Catalogue.challenges(home).stream()
                .filter(each -> failure.isEmpty() || each.workload().equals(failure.get().title())).toList();
        return levels.stream().filter(each -> each.level().equals(progress.last())).findFirst()
                .or(() -> levels.stream().filter(each -> !progress.passed().containsKey(each.level())).findFirst())
                .or(() -> levels.stream().reduce((_, last) -> last));
    }

    private void hint(String of, Progress progress) {
        Lesson lesson = Lesson.of(of).orElseThrow();
        int shown = progress.hints().getOrDefault(of, 0);
        List<String> hints = lesson.hints();
        if (shown < hints.size()) {
            print("Hint %d of %d for %s, %s:".formatted(shown + 1, hints.size(), of, lesson.title()),
                    hints.subList(shown, shown + 1));
            Attempt.keep(progress.withHint(of, shown + 1), here);
        } else {
            print("All hints for %s, %s:".formatted(of, lesson.title()),
                    hints.stream().map(hint -> "- " + hint.indent(2).strip()).toList());
        }
    }

    /** The last run, if something went wrong in it that can be told. */
    private Optional<Headline> lastFailure() throws IOException {
        Path latest = here.resolve("store/latest");
        return Files.isDirectory(latest)
                ? Optional.of(new StoredRun(latest.toRealPath()).headline())
                        .filter(run -> !run.valid().equals("true") && !run.stories().isEmpty())
                : Optional.empty();
    }

    private static void print(Headline failure) {
        Story story = failure.stories().getFirst();
        print("The last run: " + story.title(), story.hint().isEmpty() ? story.lines() : story.hint());
    }

    private static void print(String title, List<String> texts) {
        System.out.println(title);
        texts.forEach(text -> System.out.print(text.indent(2)));
        System.out.println();
    }
}
