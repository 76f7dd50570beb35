package bench.install;

import bench.build.Cache;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds Jepsen's own Maelstrom if it is installed. */
public final class RealMaelstrom {

    /** Its documentation, for those who have not installed it. */
    public static final String DOCUMENTATION =
            "https://github.com/jepsen-io/maelstrom/tree/v" + Installer.VERSION + "/doc";

    private RealMaelstrom() {
    }

    /**
     * The command that starts it: from the folder {@code MAELSTROM_HOME}, otherwise from the PATH, otherwise from the
     * folder of {@link Installer}.
     *
     * @param environment the environment variables, usually those of this process
     */
    public static Optional<Path> find(Map<String, String> environment, Cache cache) {
        Stream<Path> home = Stream.ofNullable(environment.get("MAELSTROM_HOME")).map(Path::of);
        Stream<Path> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
        return Stream.of(home, path, Stream.of(Installer.folder(cache)))
                .flatMap(folders -> folders)
                .map(folder -> folder.resolve("maelstrom"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file) && !isOurs(file))
                .findFirst()
                .map(Path::toAbsolutePath);
    }

    /** Whether this is our own command. It has the same name and may be on the PATH too, perhaps from another clone. */
    private static boolean isOurs(Path file) {
        try {
            return Files.exists(file.toRealPath().resolveSibling("common.sh"));
        } catch (IOException e) {
            return false;
        }
    }
}
