import bench.history.Edn;
import bench.history.EdnReader;
import bench.history.Keyword;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Maelstrom's own checkers, without Maelstrom's tests around them. */
final class RealCheckers {

    private static final Path SCRIPT = Shell.home().resolve("tests/differential/real_checkers.clj");

    private final String classpath;

    /** @param classpath that of Maelstrom, such as {@code maelstrom.jar} */
    RealCheckers(String classpath) {
        this.classpath = classpath;
    }

    /** What they say of each history, as in {@code results.edn}. */
    List<Map<?, ?>> judge(List<RandomHistory> histories) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("differential");
        Path input = Files.write(folder.resolve("histories.edn"),
                histories.stream().map(RealCheckers::line).toList());
        Path output = folder.resolve("results.edn");
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Djava.awt.headless=true",
                "-cp", classpath, "clojure.main", SCRIPT.toString(), input.toString(), output.toString())
                .directory(folder.toFile()) // Jepsen writes a store there
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "log")).start();
        if (process.waitFor() != 0) {
            throw new IOException("Maelstrom's checkers have failed: see " + folder.resolve("log"));
        }
        return Files.readAllLines(output).stream().<Map<?, ?>>map(line -> (Map<?, ?>) EdnReader.read(line)).toList();
    }

    private static String line(RandomHistory random) {
        return Edn.write(Map.of(Keyword.of("workload"), random.workload(),
                Keyword.of("models"), random.models().stream().map(Keyword::of).toList(),
                Keyword.of("history"), random.history().ops()));
    }
}
