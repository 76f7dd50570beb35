import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours are for terminals that have them, and for people who want them. */
class StyleTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws IOException {
        MaelstromCommand.install(folder.resolve("maelstrom"));
    }

    @ParameterizedTest
    @CsvSource({"TERM=tmux, true", "TERM=dumb, false", "NO_COLOR=1, false"})
    void theVerdictIsColouredWhereThatIsWanted(String environment, boolean hasColours) {
        try (Terminal terminal = Terminal.open(folder)) {
            terminal.type(environment + " ./maelstrom test -w echo --engine sim --time-limit 1 --bin "
                    + Shell.home().resolve("echo.java"));
            terminal.await("Everything looks good!");
            assertEquals(hasColours, terminal.colours().contains("\033["));
        }
    }
}
