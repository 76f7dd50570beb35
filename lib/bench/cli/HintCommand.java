package bench.cli;

import bench.learn.Lesson;
import bench.learn.Progress;
import bench.report.Headline;
import bench.report.StoredRun;
import bench.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom hint}: the next hint for a level, and what the last failing run says about itself. */
@Command(name = "hint", description = "Gives the next hint for a level; by default for the one that was tried last.")
public final class HintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "LEVEL", completionCandidates = Candidates.Levels.class,
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
        Catalogue.Challenge challenge = Levels.require(home, Stream.of(level, progress.last(), firstToPass(progress))
                .filter(Objects::nonNull).findFirst().orElseThrow(), spec.commandLine());
        printFailure(challenge.workload());
        Lesson lesson = Lesson.of(challenge.level()).orElseThrow();
        int shown = progress.hints().getOrDefault(challenge.level(), 0);
        List<String> hints = lesson.hints();
        if (shown < hints.size()) {
            print("Hint %d of %d for %s, %s:".formatted(shown + 1, hints.size(), lesson.level(), lesson.title()),
                    hints.subList(shown, shown + 1));
            progress.withHint(challenge.level(), shown + 1).writeTo(here);
        } else {
            print("All hints for %s, %s:".formatted(lesson.level(), lesson.title()),
                    hints.stream().map(hint -> "- " + hint.indent(2).strip()).toList());
        }
        return ExitStatus.VALID;
    }

    private String firstToPass(Progress progress) throws IOException {
        List<String> levels = Catalogue.challenges(home).stream().map(Catalogue.Challenge::level).toList();
        return levels.stream().filter(each -> !progress.passed().containsKey(each)).findFirst()
                .orElse(levels.getLast());
    }

    /** What went wrong first in the last run, if it was of this workload. */
    private void printFailure(String workload) throws IOException {
        Path latest = here.resolve("store").resolve(workload).resolve("latest");
        if (!Files.isDirectory(latest) || !Files.isSameFile(latest, here.resolve("store/latest"))) {
            return;
        }
        Headline headline = new StoredRun(latest).headline();
        if (!headline.valid().equals("true") && !headline.stories().isEmpty()) {
            Story story = headline.stories().getFirst();
            print("The last run: " + story.title(), story.hint().isEmpty() ? story.lines() : story.hint());
        }
    }

    private static void print(String title, List<String> texts) {
        System.out.println(title);
        texts.forEach(text -> System.out.print(text.indent(2)));
        System.out.println();
    }
}
