package bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells the options that the real Maelstrom takes from those that only this command has. */
final class MaelstromOptions {

    /** The engine adds the program and the workload, and this command repeats a test: it judges each run by limits. */
    private static final Set<String> HANDED_ON_OTHERWISE = Set.of("--bin", "--workload", "--test-count");

    private MaelstromOptions() {
    }

    /**
     * The words for Maelstrom's command line, without program and workload.
     *
     * @param typed  what somebody typed
     * @param models the consistency models of the test
     */
    static List<String> of(ParseResult typed, List<String> models) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : typed.matchedOptions()) {
            if (!isOurs(option) && !HANDED_ON_OTHERWISE.contains(option.longestName())) {
                words.add(option.longestName());
                words.addAll(switch (option.longestName()) {
                    // It splits at blanks only.
                    case "--consistency-models" -> List.of(String.join(" , ", models));
                    default -> option.arity().max() == 0 ? List.of() : List.of(option.stringValues().getLast());
                });
            }
        }
        return words;
    }

    /** Whether the real Maelstrom does not know an option. */
    static boolean isOurs(OptionSpec option) {
        return option.description()[0].startsWith("Ours:");
    }
}
