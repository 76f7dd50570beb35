package bench.build;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An installation of Java.
 *
 * @param version the version in its release file, such as 25.0.3+9-LTS; 0 if there is no such file
 */
public record Jdk(Path home, String version) {

    /** The JDK that runs this process. */
    static Jdk current() {
        return at(Path.of(System.getProperty("java.home")));
    }

    /** The JDK that the folder leads to: Linux distributions link /usr/bin/java to the real place. */
    static Jdk at(Path folder) {
        try {
            Path home = folder.resolve("bin/java").toRealPath().getParent().getParent();
            Properties release = new Properties();
            if (Files.exists(home.resolve("release"))) {
                try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
                    release.load(reader);
                }
            }
            return new Jdk(home, release.getProperty("JAVA_RUNTIME_VERSION", "0").replace("\"", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts Java. */
    public Path java() {
        return home.resolve("bin/java");
    }
}
