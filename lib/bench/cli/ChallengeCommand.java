package bench.cli;

import bench.build.Words;
import bench.catalogue.Catalogue;
import bench.engine.ExitStatus;
import bench.terminal.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom challenge}: fly.io's official test of a level, on any script. */
@Command(name = "challenge", customSynopsis = "maelstrom challenge [LEVEL [FILE [OPTIONS]]]",
        description = {"Runs fly.io's official test of a level on a script.",
            "Without a script, says what the level asks for. Without a level, lists the levels, and says which of "
                    + "them have been passed here."})
public final class ChallengeCommand implements Callable<Integer> {

    private static final String BIN = "--bin";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", hideParamSyntax = true, paramLabel = "LEVEL FILE OPTIONS",
            completionCandidates = Candidates.OfLevels.class,
            description = "A level such as 3d or broadcast-efficient-1, a script or any executable, and options of "
                    + "maelstrom test.")
    private List<String> words = new ArrayList<>();

    private final Path home;

    /** @param home where {@code devbox.json} lies */
    ChallengeCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        if (words.isEmpty()) {
            new LevelList(home, Style.ofTerminal()).print(System.out);
            return ExitStatus.VALID;
        }
        if (Files.isRegularFile(Path.of(words.getFirst()))) {
            throw new ParameterException(spec.commandLine(), "The level comes first: maelstrom challenge 3c "
                    + words.getFirst());
        }
        Catalogue.Challenge challenge = Levels.require(home, words.getFirst(), spec.commandLine());
        if (words.size() == 1) {
            new LevelList(home, Style.ofTerminal()).print(System.out, challenge);
            return ExitStatus.VALID;
        }
        List<String> rest = words.get(1).equals(BIN) && words.size() > 2 ? words.subList(2, words.size())
                : words.subList(1, words.size());
        String file = rest.getFirst().replaceFirst("^" + BIN + "=", "");
        if (file.startsWith("-")) {
            throw new ParameterException(spec.commandLine(), "The script comes right after the level: maelstrom "
                    + "challenge " + challenge.level() + " my_script.java " + file);
        }
        return run(challenge, file, new Words(rest.subList(1, rest.size())));
    }

    private int run(Catalogue.Challenge challenge, String file, Words typed) throws IOException {
        CommandLine test = spec.root().subcommands().get("test");
        Words official = new Words(challenge.options());
        PrintStream out = isPart(typed) ? System.err : System.out; // a part prints one line of JSON on stdout
        Optional<String> change = typed.options().stream().filter(word -> changesTheTest(word, test)).findFirst();
        if (change.isPresent()) {
            out.println("Level " + challenge.level() + " with changes: " + change.get()
                    + " is not part of it, so this run does not count as passed.");
        } else {
            out.println("Level " + challenge.level() + ": maelstrom test "
                    + String.join(" ", official.options()));
            test.<TestCommand>getCommand().plays(challenge.level());
        }
        Words words = typed.after(isOurs(challenge, file) ? official.all() : official.options())
                .startingWith("test", BIN, file);
        return spec.root().commandLine().execute(words.all().toArray(String[]::new));
    }

    private static boolean isPart(Words typed) {
        return typed.options().stream().anyMatch(word -> word.replaceFirst("=.*", "").equals("--shard"));
    }

    /** Arguments in the catalogue are meant for the script of this repository. */
    private boolean isOurs(Catalogue.Challenge challenge, String file) throws IOException {
        Path script = home.resolve(challenge.script());
        Path typed = Path.of(file.substring(file.lastIndexOf(' ') + 1));
        return Files.exists(typed) && Files.exists(script) && Files.isSameFile(typed, script);
    }

    /** Whether a word is an option that changes the test itself, not only how it is run or shown. */
    private static boolean changesTheTest(String word, CommandLine test) {
        OptionSpec option = test.getCommandSpec().findOption(word.replaceFirst("=.*", ""));
        if (option == null) {
            return false;
        }
        String name = option.longestName();
        return MaelstromOptions.isOurs(option) ? name.startsWith("--max-") : !name.startsWith("--log-")
                && !name.equals("--test-count") && !name.equals("--help") && !name.equals("--version");
    }
}
