import bench.check.Verdict.Validity;
import bench.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Simulates mutants of scripts until a run fails. It is a process of its own, because a mutant may loop for ever or
 * fill the memory. Each line of input is a seed and a folder of classes. What it says of them:
 *
 * <ul>
 * <li>{@code run ...}, before each run
 * <li>{@code convicted ...}, by which run and of what
 * <li>{@code spoilt ...}, the same; but a node may still be running, so this process should not be used again
 * <li>{@code survived}
 * </ul>
 */
final class Trial {

    private static final int SEEDS_FOR_ALL_VARIANTS = 25; // even ones

    private final PrintStream out = System.out; // later the simulator takes what nodes print
    private final Scripts originals;
    /** Whether the original passes, where that was asked. Under some faults, on some seed, hardly anything happens. */
    private final Map<Run, Boolean> passes = new HashMap<>();
    private final List<Command> challenges;
    private final List<Command> variants;

    /** One run of a trial. */
    record Run(Command command, int seed) {

        private Scripts.Run of(Scripts scripts) {
            return command.run(scripts, seed);
        }

        @Override
        public String toString() {
            return command + ", seed " + seed;
        }
    }

    private Trial(Path originals, List<String> scripts) throws IOException {
        this.originals = Scripts.in(originals);
        Set<Command> asTheyAre = new LinkedHashSet<>(); // each once: 5b and 5c are one command
        Set<Command> others = new LinkedHashSet<>();
        for (Catalogue.Challenge challenge : Catalogue.challenges(Shell.home())) {
            List<Command> commands = Command.variants(challenge);
            if (scripts.contains(commands.getFirst().script())) {
                asTheyAre.add(commands.getFirst());
                others.addAll(commands);
            }
        }
        others.removeAll(asTheyAre);
        challenges = List.copyOf(asTheyAre);
        variants = List.copyOf(others);
    }

    /** @param args the folder of the original classes, and the names of the scripts among them */
    static void main(String... args) throws IOException {
        Trial trial = new Trial(Path.of(args[0]), List.of(args).subList(1, args.length));
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            String[] words = input.nextLine().split(" ", 2);
            trial.out.println(trial.verdict(Integer.parseInt(words[0]), Path.of(words[1])));
        }
    }

    private String verdict(int seed, Path classes) {
        Scripts mutants = Scripts.in(classes);
        for (Run run : commands(seed).stream().map(command -> new Run(command, seed)).toList()) {
            out.println("run " + run);
            Scripts.Run result = run.of(mutants);
            if (!isValid(result) && passes.computeIfAbsent(run, _ -> isValid(run.of(originals)))) {
                String word = result.outcome().broken() != null ? "spoilt " : "convicted ";
                return word + (run + ": " + result.complaints()).replace("\n", " ");
            }
        }
        return "survived";
    }

    private static boolean isValid(Scripts.Run result) {
        return result.outcome().broken() == null && result.validity() == Validity.TRUE;
    }

    /** Odd seeds are for the challenges as they are, even ones for their variants. */
    private List<Command> commands(int seed) {
        if (seed % 2 == 1) {
            return challenges;
        }
        int share = Math.ceilDiv(variants.size(), SEEDS_FOR_ALL_VARIANTS);
        int first = (seed / 2 - 1) * share;
        return IntStream.range(first, first + share).mapToObj(i -> variants.get(i % variants.size())).toList();
    }
}
