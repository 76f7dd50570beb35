package bench.install;

import bench.build.Builder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Downloads and builds everything that any command may need later, so that all commands work offline. */
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
     * Does that, and prints each step. If Maelstrom cannot be downloaded, this only prints a message, because only the
     * engine jepsen needs it.
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
            out.println(e.getMessage() + " (the engines sim and live do not need it)");
        }
    }
}
