package bench.cli;

import bench.build.BuildException;
import bench.build.Words;
import bench.engine.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs one seed in two JVMs and compares the histories event by event. Two runs in one JVM are not enough, because the
 * order of {@code Set.of} and {@code Map.of}, and identity hashes, differ only between JVMs.
 */
final class Determinism {

    private Determinism() {
    }

    /**
     * @param home  the folder of the scripts, with {@code lib} in it
     * @param words what was typed after {@code test}
     */
    static int check(Path home, Words words, long seed) throws IOException, InterruptedException {
        List<String> first = history(home, words, seed);
        List<String> second = history(home, words, seed);
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
    private static List<String> history(Path home, Words words, long seed) throws IOException, InterruptedException {
        TestProcess.Result run = TestProcess.run(home, Path.of(""),
                words.startingWith("test").with(List.of("--engine", "sim", "--seed", Long.toString(seed),
                        "--check-determinism=false", "--test-count", "1")), ProcessBuilder.Redirect.INHERIT);
        if (run.store().isEmpty() || run.status() > ExitStatus.UNKNOWN) {
            throw new BuildException(run.complaint().isEmpty()
                    ? "--check-determinism: the run above has no history to compare" : run.complaint());
        }
        return Files.readAllLines(run.store().get().resolve("history.edn"));
    }
}
