import bench.catalogue.Catalogue;
import bench.soak.Variants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A test of a script.
 *
 * @param script  the name of its class
 * @param options as for {@code maelstrom test}
 * @param args    for the script
 */
record Command(String script, List<String> options, List<String> args) {

    /** The files of the scripts in the catalogue. */
    static List<Path> scripts() throws IOException {
        return Catalogue.challenges(Shell.home()).stream().map(Catalogue.Challenge::script).distinct()
                .map(Shell.home()::resolve).toList();
    }

    /** A challenge as it is, and then its variants. */
    static List<Command> variants(Catalogue.Challenge challenge) {
        List<String> words = challenge.options();
        int end = words.contains("--") ? words.indexOf("--") : words.size();
        List<String> args = words.subList(Math.min(words.size(), end + 1), words.size());
        return Variants.of(words.subList(0, end)).all().stream()
                .map(options -> new Command(challenge.script().replace(".java", ""), options, args)).toList();
    }

    Scripts.Run run(Scripts scripts, long seed) {
        return scripts.run(script, options, args, seed);
    }

    @Override
    public String toString() {
        return script + " " + String.join(" ", options);
    }
}
