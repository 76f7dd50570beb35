import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.catalogue.Catalogue;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script of devbox.json works in a plain shell that has lib/bin on its PATH. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevboxTest {

    /** These would run this test again, take minutes, or need the network. Their parts are tested elsewhere. */
    private static final Set<String> LONG = Set.of("test", "prefetch", "scorecard", "install");

    private Shell shell;

    @BeforeAll
    void copyTheProject(@TempDir Path folder) throws IOException {
        Path repository = Shell.home();
        try (Stream<Path> files = Stream.concat(Files.list(repository).filter(Files::isRegularFile),
                Files.walk(repository.resolve("lib")))) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(repository.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        shell = Shell.in(folder)
                .with("PATH", folder.resolve("lib/bin") + File.pathSeparator + System.getenv("PATH"))
                .with("MAELSTROM_HOME", folder.resolve("nowhere"));
    }

    static Stream<String> challenges() throws IOException {
        return Catalogue.challenges(Shell.home()).stream().map(Catalogue.Challenge::name);
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void passesItsChallenge(String name) throws IOException {
        Shell.Result result = shell.run("", "sh", "-c", Catalogue.commands(Shell.home()).get(name) + " --engine sim");
        assertEquals(0, result.status(), result.out() + result.err());
        assertTrue(result.out().stripTrailing().endsWith("Everything looks good! ヽ(‘ー`)ノ"), result.out());
    }

    @Test
    void helpShowsTheReadme() throws IOException {
        Shell.Result result = shell.run("", "sh", "-c", Catalogue.commands(Shell.home()).get("help"));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("Gossip Glomers in Java"), result.out());
    }

    @Test
    void docsSayWhereThePagesAre() throws IOException {
        Shell.Result result = shell.with("XDG_CACHE_HOME", shell.folder().resolve("empty-cache"))
                .run("", "sh", "-c", Catalogue.commands(Shell.home()).get("docs"));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("jepsen-io/maelstrom"), result.out());
    }

    @Test
    void scriptsThatRunLongAreCommandsThatExist() throws IOException {
        for (String name : LONG) {
            List<String> words = List.of(Catalogue.commands(Shell.home()).get(name).split(" "));
            Shell.Result help = words.getFirst().equals("maelstrom")
                    ? shell.run("", "sh", "-c", "maelstrom " + words.get(1) + " --help")
                    : shell.run("", "sh", "-c", "test -f " + Shell.home().resolve(words.get(1)));
            assertEquals(0, help.status(), name + ": " + help.err());
        }
    }
}
