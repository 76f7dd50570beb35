package bench.install;

import bench.build.Builder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches and builds at once whatever any command would fetch or build later, so that all of them work offline. */
public final class Prefetch {

    private final Path home;
    private final Builder builder;
    private final Installer installer;

    /** @param home the folder of the scripts */
    public Prefetch(Path home, Builder builder, Installer installer) {
        this.home = home;
        this.builder = builder;
        this.installer = installer;
    }

    /**
     * Does it, and says what it does. Without Maelstrom everything but the engine jepsen works, so that its absence is
     * told, but is no failure.
     *
     * @throws bench.build.BuildException if a script does not build
     */
    public void run(PrintStream out) throws IOException {
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(home, "*.java")) {
            for (Path script : scripts) {
                out.println("building " + script.getFileName());
                builder.launcher(builder.build(script));
                builder.prepare(script);
            }
        }
        out.println("building the tests");
        builder.prepare(home.resolve("tests/AllTests.java"));
        out.println("fetching Maelstrom");
        try {
            installer.install();
        } catch (InstallException e) {
            out.println(e.getMessage() + " (the engines sim and live do without)");
        }
    }
}
