import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.hunt.Crew;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crew ends the processes that it has started. */
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

    /** Otherwise a sweep would count only the seeds of the other workers, and call them valid. */
    @Test
    void aWorkerThatBreaksBreaksTheWholeWork() throws Exception {
        Error bug = new AssertionError("a bug of the bench");
        try (Crew crew = new Crew(List.of(Shell.program(folder.resolve("worker"), "cat").toString()))) {
            assertSame(bug, assertThrows(IllegalStateException.class, () -> crew.work(2, _ -> {
                throw bug;
            })).getCause());
        }
    }
}
