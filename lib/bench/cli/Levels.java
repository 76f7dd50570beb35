package bench.cli;

import bench.build.Misspelling;
import bench.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds a level that somebody has typed. */
final class Levels {

    private Levels() {
    }

    /** @throws ParameterException if there is no such level: names those it stands for, the nearest one, or all */
    static Catalogue.Challenge require(Path home, String word, CommandLine command) throws IOException {
        Optional<Catalogue.Challenge> level = Catalogue.named(home, word);
        if (level.isPresent()) {
            return level.get();
        }
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        Optional<String> nearest = Misspelling.nearest(word, all.stream().map(Catalogue.Challenge::name).toList());
        String parts = levels(all.stream().filter(each -> each.level().matches("\\Q" + word + "\\E\\D")
                || each.workload().equals(word)));
        throw new ParameterException(command, !parts.isEmpty() ? "The levels of " + word + " are " + parts
                : "There is no level " + word + "; " + nearest.map(name -> "did you mean " + name + "?")
                        .orElse("there are " + levels(all.stream())));
    }

    private static String levels(Stream<Catalogue.Challenge> challenges) {
        return challenges.map(Catalogue.Challenge::level).collect(Collectors.joining(", "));
    }
}
