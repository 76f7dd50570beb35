package bench.cli;

import bench.build.Misspelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with a command line, and what was probably meant. */
final class Complaint {

    /** Commands that only the real Maelstrom has, with what to type here instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "doc", "maelstrom docs shows the documentation of the real Maelstrom",
            "demo", "maelstrom scorecard runs all challenges, and maelstrom test one of them");

    private Complaint() {
    }

    /** @param words the whole command line */
    static String of(ParameterException error, String... words) {
        return switch (error) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing, words);
            default -> message(error);
        };
    }

    private static String unmatched(UnmatchedArgumentException error) {
        CommandLine command = error.getCommandLine();
        boolean top = command.getParent() == null;
        String word = error.getUnmatched().getFirst();
        if (top && ELSEWHERE.containsKey(word)) {
            return "maelstrom " + word + ": " + ELSEWHERE.get(word);
        }
        if (top && !word.startsWith("-")) {
            Collection<String> commands = command.getSubcommands().keySet();
            return "There is no command " + word + "; " + Misspelling.nearest(word, commands)
                    .map(nearest -> "did you mean " + nearest + "?").orElse(all(commands));
        }
        return Misspelling.nearest(word.replaceFirst("=.*", ""), command.getCommandSpec().optionsMap().keySet())
                .map(nearest -> error.getMessage() + "; did you mean " + nearest + "?").orElse(message(error));
    }

    /** People leave out {@code --bin}: {@code maelstrom test my.java}. */
    private static String missing(MissingParameterException error, String... words) {
        boolean lacksBin = error.getMissing().stream().anyMatch(missing -> missing.paramLabel().equals("FILE")
                && missing.isOption());
        Optional<String> script = Stream.of(words).skip(1).filter(word -> Files.isRegularFile(Path.of(word)))
                .findFirst();
        return !lacksBin ? message(error)
                : script.isPresent()
                ? "The script needs --bin in front of it: maelstrom " + words[0] + " --bin " + script.get()
                : words[0].equals("why") ? "maelstrom why alone explains the last failing run. For another one, give "
                + "it the options of maelstrom test, with --bin"
                : message(error);
    }

    private static String message(ParameterException error) {
        CommandLine command = error.getCommandLine();
        return command.getParent() != null ? withoutJavasTypes(error.getMessage())
                : error.getMessage() + "; " + all(command.getSubcommands().keySet());
    }

    private static String all(Collection<String> commands) {
        return "the commands are " + String.join(", ", commands) + " (maelstrom help explains them)";
    }

    private static String withoutJavasTypes(String message) {
        return message.replaceFirst("is not an? (int|long)$", "is not a whole number, or is too large")
                .replaceFirst("is not a double$", "is not a number");
    }
}
