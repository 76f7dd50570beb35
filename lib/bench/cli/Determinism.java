package bench.cli;

import bench.build.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one seed in two JVMs and compares the histories event by event. Two runs in one JVM would not do: the order of
 * {@code Set.of} and {@code Map.of}, and identity hashes, differ only from JVM to JVM.
 */
final class Determinism {

    private Determinism() {
    }

    /** @param words the command line without the option that led here */
    static int check(List<String> words, long seed) throws IOException, InterruptedException {
        List<String> first = history(words, seed);
        List<String> second = history(words, seed);
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String one = i < first.size() ? first.get(i) : "(the end)";
            String other = i < second.size() ? second.get(i) : "(the end)";
            if (!one.equals(other)) {
                System.out.println("Not deterministic: two runs of seed " + seed + " part at event " + i + ":\n  " + one
                        + "\n  " + other + "\nDoes the script iterate over a Set.of, a Map.of, or a HashMap of objects "
                        + "without hashCode? Their order differs from JVM to JVM.");
                return ExitStatus.INVALID;
            }
        }
        System.out.println("Deterministic: two runs of seed " + seed + " agree in all " + first.size() + " events.");
        return ExitStatus.VALID;
    }

    /** The lines of a run's {@code history.edn}. */
    private static List<String> history(List<String> words, long seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("bench.home", ".") + "/lib/bin/maelstrom"));
        command.addAll(words);
        int dashes = command.indexOf("--");
        command.addAll(dashes < 0 ? command.size() : dashes, List.of("--engine", "sim", "--seed", Long.toString(seed)));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status > ExitStatus.UNKNOWN) {
            throw new BuildException("--check-determinism: the run above has no history to compare");
        }
        return Files.readAllLines(Path.of("store/latest/history.edn"));
    }
}
