package bench.soak;

import bench.build.ShellWords;
import bench.build.Words;
import bench.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A challenge to soak.
 *
 * @param bin the program that plays it; null for the script of this repository
 */
public record SoakSubject(Catalogue.Challenge challenge, String bin) {

    private static final String SOAK = "soak";
    private static final String BIN = "--bin";

    /** What {@link #command} names; empty if there is no such challenge. */
    static Optional<SoakSubject> of(Path home, List<String> command) throws IOException {
        if (command.size() < 2) {
            return Optional.empty();
        }
        String bin = command.size() > 2 ? command.getLast() : null;
        return Catalogue.named(home, command.get(1)).map(challenge -> new SoakSubject(challenge, bin));
    }

    /** The words after {@code maelstrom} that soak it. */
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(SOAK, challenge.name()));
        if (bin != null) {
            command.addAll(List.of(BIN, bin));
        }
        return command;
    }

    /** How a table calls it. */
    String title() {
        return challenge.level() + " " + challenge.name() + (bin == null ? "" : ", " + bin);
    }

    /** The words after {@code maelstrom test} for the challenge as it is. */
    public Words words(Path home) {
        return new Words(challenge.options()).with(List.of(BIN, file(home)));
    }

    private String file(Path home) {
        Path here = Path.of("").toAbsolutePath();
        Path script = here.relativize(home.toAbsolutePath().resolve(challenge.script()));
        return bin != null ? bin : ShellWords.join(List.of(script.toString()));
    }

    /** The command line that repeats one run. */
    String repeat(Path home, long run) {
        Words words = words(home);
        Variants variants = Variants.of(words.options());
        return "maelstrom test " + ShellWords.join(new Words(variants.all().get(variants.variant(run)))
                .with(List.of("--engine", "sim", "--seed", Long.toString(variants.seed(run)))).all())
                + (words.args().isEmpty() ? "" : " -- " + ShellWords.join(words.args()));
    }
}
