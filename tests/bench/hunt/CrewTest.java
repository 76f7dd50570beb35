import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.hunt.Crew;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrewTest {

    @TempDir
    private Path folder;

    /** Otherwise they still count as running, and the bench looks for them again when it ends. */
    @Test
    void aCrewThatIsClosedHasSeenItsProcessesEnd() throws Exception {
        Path ended = folder.resolve("ended");
        Path worker = Shell.program(folder.resolve("worker"), "cat; sleep 1; touch '%s'".formatted(ended));
        Crew crew = new Crew(List.of(worker.toString()));
        crew.work(1, _ -> false);
        crew.close();
        assertTrue(Files.exists(ended));
    }
}
