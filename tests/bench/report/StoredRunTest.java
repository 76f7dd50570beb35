import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.report.StoredRun;
import bench.story.Story;
import bench.story.StoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run can be made again from the run's folder, whichever engine it was on. */
class StoredRunTest {

    private static final Story LOST = new Story("7 is lost.", List.of("n0 acknowledged it at 0.20 s.", "a \"quote\""),
            List.of("Send it again."), List.of(1, 5));

    @TempDir
    private Path store;
    private Path folder;

    @BeforeEach
    void aRun() throws IOException {
        folder = Files.createDirectories(store.resolve("broadcast/20260101T000000.000"));
    }

    @Test
    void whatWentWrongIsStillKnownWhereTheResultsAreMaelstromsOwn() throws IOException {
        Files.writeString(folder.resolve("results.edn"), "{:workload {:valid? false}, :valid? false}");
        StoryFile.write(folder, List.of(LOST));
        assertEquals(List.of(LOST), new StoredRun(folder).headline().stories());
        assertEquals("false", new StoredRun(folder).headline().valid());
    }

    @Test
    void whyATestBrokeIsStillKnown() throws IOException {
        Story broke = new Story("The test broke", List.of("n0 did not answer init"), List.of(), List.of());
        StoryFile.write(folder, List.of(broke));
        assertEquals(List.of(broke), new StoredRun(folder).headline().stories());
        assertEquals("broken", new StoredRun(folder).headline().valid());
    }

    @Test
    void aRunThatLeftNothingSaysThat() throws IOException {
        assertEquals(List.of("It has no results.edn."),
                new StoredRun(folder).headline().stories().getFirst().lines());
    }
}
