package bench.catalogue;

import bench.build.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of somebody's own scripts, in any language. */
public final class ScriptFolder {

    /** The scripts, each with the workload that it is for, in the order of their names. */
    private final Map<Path, String> scripts = new LinkedHashMap<>();

    /** @param home where {@code devbox.json} lies */
    public ScriptFolder(Path home, Path folder) throws IOException {
        Namesake names = new Namesake(home);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ScriptFolder::isScript).sorted().toList()) {
                said(file).or(() -> names.workload(file)).ifPresent(workload -> scripts.put(file, workload));
            }
        }
    }

    /** Those that a level is a test of. */
    public List<Path> scripts(Catalogue.Challenge challenge) {
        return scripts.keySet().stream().filter(file -> scripts.get(file).equals(challenge.workload())).toList();
    }

    static boolean isScript(Path file) {
        return Files.isRegularFile(file) && (file.toString().endsWith(".java") || Files.isExecutable(file));
    }

    /** The workload in its test line. */
    private static Optional<String> said(Path file) {
        try {
            List<String> words = ShellWords.split(Defaults.testLine(file));
            int at = Math.max(words.indexOf("-w"), words.indexOf("--workload"));
            return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
