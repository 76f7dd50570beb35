import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With {@code --watch} one JVM runs many versions of a script. */
@Isolated("it counts all classes of this JVM")
class ReloadTest {

    private static final int WARM_UP = 5;
    private static final int VERSIONS = 20;

    /** After a run, its nodes wait for input for ever. Only the garbage collector removes them. */
    private static final String TEXT = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}
            void main() {
                Maelstrom.serve(node -> {
                    node.every(1_000, () -> node.log("version %d"));
                    node.on(Echo.class, request -> new EchoOk(request.echo()));
                });
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void nothingStaysOfOldVersions() throws IOException {
        runVersions(WARM_UP);
        long before = classes();
        runVersions(VERSIONS);
        long kept = classes() - before;
        assertTrue(kept < VERSIONS, kept + " classes more after " + VERSIONS + " versions of a script that has 3");
    }

    private void runVersions(int count) throws IOException {
        for (int version = 0; version < count; version++) {
            Scripts.compile("echoing", TEXT.formatted(version), folder)
                    .run("echoing", List.of("-w", "echo", "--node-count", "2", "--time-limit", "2"), version);
        }
    }

    /** The number of loaded classes when no more can be unloaded. */
    private static long classes() {
        long last = Long.MAX_VALUE;
        long now = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        while (now < last) {
            last = now;
            System.gc();
            now = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        }
        return now;
    }
}
