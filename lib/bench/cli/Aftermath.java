package bench.cli;

import bench.history.History;
import bench.jepsen.JepsenHistory;
import bench.jepsen.JepsenJournal;
import bench.journal.Recording;
import bench.report.StoredRun;
import bench.run.Judge;
import bench.run.TestOptions;
import bench.story.Stories;
import bench.story.Story;
import bench.story.StoryFile;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Completes a run of the real Maelstrom with a journal, a report, and the stories of what went wrong. The verdict is
 * Maelstrom's; the bench's checkers only explain it from the same history.
 */
final class Aftermath {

    private Aftermath() {
    }

    /** @param store the folder that Maelstrom wrote; without a history in it, nothing happens */
    static void tell(TestOptions options, Path store, Summary summary) throws IOException {
        if (!Files.exists(store.resolve("history.edn")) || !Files.exists(store.resolve("net-journal"))) {
            return;
        }
        History history = JepsenHistory.read(store.resolve("history.edn"));
        Recording recording = new Recording(store.resolve("journal.jsonl"));
        try (recording) {
            JepsenJournal.replay(store, options.settings().nodes(), options.settings().concurrency(), recording);
        }
        Workload workload = Workloads.create(options.workload(), options.settings());
        List<Story> stories = Stories.tell(options.workload(), Judge.judge(options, workload, history), history,
                recording::replay);
        StoryFile.write(store, stories);
        new StoredRun(store).report();
        summary.add(stories, Stories.faults(history, recording::replay), store);
    }
}
