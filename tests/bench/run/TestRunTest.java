import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import bench.journal.Journal;
import bench.run.TestRun;
import bench.scenario.Scenario;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that cannot go on says so, and keeps what it has. */
class TestRunTest {

    /** A machine can run out of processes, and a program can be in the middle of its next build. */
    @Test
    void aNodeThatCannotBeStartedAgainBreaksTheTest() {
        AtomicInteger starts = new AtomicInteger();
        Scripts.Run run = FakeNode.run("-w echo --node-count 1 --time-limit 20 --nemesis kill --nemesis-interval 1",
                () -> {
                    if (starts.incrementAndGet() > 1) {
                        throw new UncheckedIOException(new IOException("Text file busy"));
                    }
                    return (_, _) -> { };
                });
        assertEquals(new TestRun.Breakdown("n0", "cannot be started: Text file busy (does the interpreter in its first "
                + "line exist?)"), run.outcome().broken());
    }

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import bench.journal.Journal;
    }
}
