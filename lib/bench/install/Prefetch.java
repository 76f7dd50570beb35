package bench.install;

import bench.build.BuildException;
import bench.build.Builder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
     * Does that, and prints each step. A script that does not build is named at the end, and all else is done, because
     * somebody may be in the middle of writing it. If Maelstrom cannot be downloaded, this only prints a message,
     * because only the engine jepsen needs it.
     *
     * @return the scripts that do not build
     * @throws BuildException if the tests do not build
     */
    public List<Path> run(PrintStream out) throws IOException {
        List<Path> notBuilt = new ArrayList<>();
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(home, "*.java")) {
            for (Path script : scripts) {
                out.println("building " + script.getFileName());
                try {
                    builder.launcher(builder.build(script));
                    builder.prepare(script);
                } catch (BuildException e) {
                    out.println(e.getMessage());
                    notBuilt.add(script);
                }
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
        if (!notBuilt.isEmpty()) {
            out.println("Not built: " + notBuilt.stream().map(script -> script.getFileName().toString())
                    .collect(Collectors.joining(", ")) + " (the reason is above). All other scripts are ready.");
        }
        return notBuilt;
    }
}
