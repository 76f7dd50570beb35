package bench.cli;

import bench.check.Verdict;
import bench.history.EdnReader;
import bench.history.History;
import bench.history.Keyword;
import bench.jepsen.JepsenHistory;
import bench.jepsen.JepsenJournal;
import bench.journal.Recording;
import bench.report.Headline;
import bench.report.Report;
import bench.run.TestOptions;
import bench.story.Stories;
import bench.story.Story;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Verdict verdict = Workloads.create(options.workload(), options.settings()).checker().check(history);
        List<Story> stories = Stories.tell(Map.of("workload", verdict), history, recording::replay);
        if (Files.exists(store.resolve("results.edn"))) {
            Map<Object, Object> results = new LinkedHashMap<>(
                    (Map<?, ?>) EdnReader.read(Files.readString(store.resolve("results.edn"))));
            results.put(Keyword.of("stories"), stories.stream().map(Story::toMap).toList());
            Report.write(store, Headline.of(options.workload(), results));
        }
        summary.add(stories, Stories.faults(history, recording::replay), store);
    }
}
