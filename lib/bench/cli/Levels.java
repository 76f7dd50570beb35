package bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds a level that somebody has typed. */
final class Levels {

    private Levels() {
    }

    /** @throws ParameterException if there is no such level: names the nearest, or all */
    static Catalogue.Challenge require(Path home, String word, CommandLine command) throws IOException {
        Optional<Catalogue.Challenge> level = Catalogue.named(home, word);
        if (level.isPresent()) {
            return level.get();
        }
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        Optional<String> nearest = Misspelling.nearest(word, all.stream().map(Catalogue.Challenge::name).toList());
        throw new ParameterException(command, "There is no level " + word + "; "
                + nearest.map(name -> "did you mean " + name + "?").orElse("there are "
                        + all.stream().map(Catalogue.Challenge::level).collect(Collectors.joining(", "))));
    }
}
