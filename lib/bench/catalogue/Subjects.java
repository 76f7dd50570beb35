package bench.catalogue;

import bench.build.Program;
import bench.build.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds nodes, each with its test: the challenges that its script plays, or what its {@code // test:} line says. */
public final class Subjects {

    private final Path home;

    /**
     * A node and its test.
     *
     * @param name the file as it was given; for a challenge with the level behind it
     * @param test the options, and after {@code --} the arguments of the node
     */
    public record Subject(String name, Path file, Words test) {

        public String options() {
            return String.join(" ", test.all());
        }
    }

    /** @param home where {@code devbox.json} lies */
    public Subjects(Path home) {
        this.home = home;
    }

    /** The scripts of all challenges. */
    public List<Subject> ofChallenges() throws IOException {
        return Catalogue.challenges(home).stream()
                .map(challenge -> subject(challenge, Path.of(challenge.script()), home.resolve(challenge.script())))
                .toList();
    }

    /** Those of a file, or of all files in a folder; none if a file says nothing about its test. */
    public List<Subject> of(Path given) throws IOException {
        if (!Files.isDirectory(given)) {
            return ofFile(given);
        }
        List<Subject> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(given)) {
            for (Path file : files.filter(ScriptFolder::isScript).sorted().toList()) {
                all.addAll(ofFile(file));
            }
        }
        return all;
    }

    private List<Subject> ofFile(Path given) throws IOException {
        Path file = Program.parse(given.toString(), Path.of("").toAbsolutePath()).file();
        List<Subject> challenges = new ArrayList<>();
        for (Catalogue.Challenge challenge : Catalogue.challenges(home)) {
            Path script = home.resolve(challenge.script());
            if (Files.exists(script) && Files.isSameFile(script, file)) {
                challenges.add(subject(challenge, given, file));
            }
        }
        return !challenges.isEmpty() ? challenges : Defaults.of(home, List.of(file)).stream()
                .map(defaults -> new Subject(given.toString(), file, new Words(defaults.options()))).toList();
    }

    private static Subject subject(Catalogue.Challenge challenge, Path shown, Path file) {
        return new Subject(shown + " (" + challenge.level() + ")", file, new Words(challenge.options()));
    }
}
