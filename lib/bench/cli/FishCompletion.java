package bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for the shell fish, for which picocli makes none: one {@code complete} line for each word. */
final class FishCompletion {

    private FishCompletion() {
    }

    static String script(CommandLine root) {
        List<String> lines = new ArrayList<>();
        root.getSubcommands().forEach((name, command) -> {
            lines.add("complete -c maelstrom -f -n __fish_use_subcommand -a " + name + described(
                    command.getCommandSpec().usageMessage().description()));
            String within = "complete -c maelstrom -n '__fish_seen_subcommand_from " + name + "'";
            command.getCommandSpec().options().stream().filter(option -> !option.hidden())
                    .forEach(option -> lines.add(within + words(option)));
            command.getCommandSpec().positionalParameters().stream().map(FishCompletion::candidates)
                    .filter(words -> !words.isEmpty()).forEach(words -> lines.add(within + " -a '" + words + "'"));
        });
        return String.join("\n", lines);
    }

    private static String words(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        String candidates = candidates(option);
        if (!candidates.isEmpty()) {
            words.append(" -x -a '").append(candidates).append('\'');
        } else if (option.arity().max() > 0) {
            words.append(" -r"); // it takes a value; a file will often do
        }
        return words + described(option.description());
    }

    private static String candidates(ArgSpec spec) {
        return spec.completionCandidates() == null ? ""
                : StreamSupport.stream(spec.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(" "));
    }

    private static String described(String... description) {
        return description.length == 0 ? "" : " -d '" + description[0].replace("'", "\\'").replace("%n", " ") + "'";
    }
}
