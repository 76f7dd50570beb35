import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code is read in halves of a screen and in reviews side by side, where longer lines wrap. */
class LinesTest {

    private static final int LONGEST = 120;

    @Test
    void noLineOfCodeIsLongerThan120Characters() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : code()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LONGEST) {
                    tooLong.add(Shell.home().relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /** Java, shell and scenarios, here and in the rooms; what a run has left behind is none of it. */
    private static List<Path> code() throws IOException {
        List<Path> code = new ArrayList<>(List.of(Shell.home().resolve(".ci/run")));
        try (Stream<Path> top = Files.list(Shell.home()); Stream<Path> lib = Files.walk(Shell.home().resolve("lib"));
                Stream<Path> tests = Files.walk(Shell.home().resolve("tests"))) {
            Stream.of(top, lib, tests).flatMap(files -> files).filter(Files::isRegularFile).filter(file ->
                    file.toString().matches(".*\\.(java|sh|scenario)") || file.getParent().endsWith("bin"))
                    .forEach(code::add);
        }
        return code;
    }
}
