import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.process.ShutdownHook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hook runs when its JVM ends, but not if it was closed before. */
class ShutdownHookTest {

    @TempDir
    private Path folder;

    @Test
    void onlyAHookThatIsStillOpenRuns() throws Exception {
        Shell.Result result = Shell.in(folder).run("", Path.of(System.getProperty("java.home"), "bin/java"),
                "-cp", System.getProperty("java.class.path"), Program.class.getName());
        assertEquals("open\n", result.out(), result.err());
    }

    /** Has a JVM of its own. */
    static final class Program {

        public static void main(String... args) {
            try (ShutdownHook _ = ShutdownHook.of(() -> IO.println("closed"))) {
                ShutdownHook.of(() -> IO.println("open"));
            }
        }
    }
}
