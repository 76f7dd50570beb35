import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;

/** Nodes in Python, if it is installed. */
final class Python {

    private static final boolean INSTALLED = isInstalled();

    private Python() {
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))")
                    .redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** The command that runs a program in {@code tests/}. */
    static List<String> command(String program) {
        return List.of("python3", Shell.home().resolve("tests").resolve(program).toString());
    }

    static void assumeInstalled() {
        assumeTrue(INSTALLED, "there is no python3 that is 3.10 or newer");
    }
}
