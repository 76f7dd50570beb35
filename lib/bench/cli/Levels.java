package bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds a level that somebody has typed. */
final class Levels {

    private Levels() {
    }

    /** @throws ParameterException if there is no such level: names the nearest, or all */
    static Catalogue.Challenge require(Path home, String word, CommandLine command) throws IOException {
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        List<String> levels = all.stream().map(Catalogue.Challenge::level).toList();
        return Catalogue.named(home, word).orElseThrow(() -> new ParameterException(command,
                "There is no level " + word + "; " + Misspelling.nearest(word, Stream.concat(
                                all.stream().map(Catalogue.Challenge::name), levels.stream().filter(word::startsWith)).toList())
                        .filter(_ -> word.length() > 2)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("there are " + String.join(", ", levels))));
    }
}
