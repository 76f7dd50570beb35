import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Mutates a script, or a file that scripts include, and has the mutants tried on the simulator. What convicts most
 * mutants soonest comes first: the challenges as they are, on one seed. Then come the tests, and then all other runs.
 */
final class ScriptMutation {

    private final String target;
    private final List<Path> scripts;
    private final List<String> tests;
    private final Path store;

    /**
     * @param target  the class to mutate
     * @param scripts the files of the scripts that use it; a script uses itself
     * @param tests   the names of test classes, for mutants that the scripts' challenges do not convict
     * @param store   a folder for verdicts
     */
    ScriptMutation(String target, List<Path> scripts, List<String> tests, Path store) {
        this.target = target;
        this.scripts = scripts;
        this.tests = tests;
        this.store = store;
    }

    /**
     * Tries all mutants.
     *
     * @param seeds    for each mutant; those that are known to be equivalent are tried on the first one only
     * @param progress is told what becomes of each
     */
    Tally run(int seeds, String mutators, KnownEquivalents known, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path originals = Files.createTempDirectory("originals");
        Scripts.compile(scripts, originals);
        Path classes = copy(originals);
        List<MutatedClass> mutated = new PitEngine(originals, mutators).mutantsOf(target);
        List<Mutant> mutants = mutated.stream().map(MutatedClass::mutant).toList();
        List<String> keys = KnownEquivalents.keys(mutants,
                List.of(scripts.getFirst().getParent(), Shell.home().resolve("lib")));
        Tally tally = new Tally(target);
        known.unused(key -> key.split("[.$]")[0].equals(target), keys).forEach(tally::noteUnused);
        try (TrialProcess trial = new TrialProcess(originals,
                scripts.stream().map(ScriptMutation::name).toList())) {
            Verdicts byRuns = new Verdicts(store.resolve(target + ".txt"), trial::convict);
            Verdicts byTests = new Verdicts(store.resolve(target + ".tests.txt"), TestTrial::convict);
            Optional<String> failure = byTests.first(tests, originals);
            if (failure.isPresent()) {
                throw new IllegalStateException("The tests do not pass without a mutant: " + failure.get());
            }
            for (int i = 0; i < mutants.size(); i++) {
                Optional<String> reason = known.reason(keys.get(i));
                mutated.get(i).putInto(classes);
                Optional<String> run = byRuns.first(List.of("1"), classes);
                Optional<String> test = Optional.empty();
                if (run.isEmpty() && reason.isEmpty()) {
                    test = byTests.first(tests, classes);
                    run = test.isPresent() ? run : byRuns.first(from2To(seeds), classes);
                }
                mutated.get(i).restore(originals, classes);
                progress.accept(i + 1 + " of " + mutants.size() + " " + tally.count(mutants.get(i), reason, run, test));
            }
        }
        return tally;
    }

    private static List<String> from2To(int seeds) {
        return IntStream.rangeClosed(2, seeds).mapToObj(Integer::toString).toList();
    }

    private static String name(Path script) {
        return script.getFileName().toString().replace(".java", "");
    }

    private static Path copy(Path folder) throws IOException {
        Path copy = Files.createTempDirectory("mutant");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
