package bench.engine;

import bench.history.History;
import bench.jepsen.JepsenHistory;
import bench.jepsen.JepsenJournal;
import bench.journal.Event;
import bench.journal.Recording;
import bench.live.LineReader;
import bench.report.StoredRun;
import bench.run.Conduct;
import bench.run.DiskTrouble;
import bench.run.Judge;
import bench.run.TestOptions;
import bench.story.Stories;
import bench.story.Story;
import bench.story.StoryFile;
import bench.terminal.ShownPath;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Completes a run of the real Maelstrom with a journal, a report, and the stories of what went wrong. The verdict is
 * Maelstrom's; the bench's checkers only explain it from the same history.
 */
final class Aftermath {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_MISTAKES = 3;

    private Aftermath() {
    }

    /** @param store the folder that Maelstrom wrote; without a history in it, nothing happens */
    static void tell(TestOptions options, Path store, Summary summary) throws IOException {
        if (!Files.exists(store.resolve("history.edn")) || !Files.exists(store.resolve("net-journal"))) {
            return;
        }
        History history;
        try {
            history = JepsenHistory.read(store.resolve("history.edn"));
        } catch (IllegalArgumentException e) { // such as :two words, from a field of that name
            summary.note("%s is not EDN (%s; does a reply have a field with an odd name?), so the bench cannot explain "
                    .formatted(ShownPath.of(store.resolve("history.edn")), e.getMessage()) + "this run");
            return;
        }
        Recording recording = new Recording(store.resolve("journal.jsonl"));
        try (recording) {
            JepsenJournal.replay(store, options.settings().nodes(), options.settings().concurrency(), recording);
        }
        Workload workload = Workloads.create(options.workload(), options.settings());
        List<Story> stories = new ArrayList<>(Stories.tell(options.workload(),
                Judge.judge(options, workload, history), history, recording::replay));
        incompleteness(recording).ifPresent(story -> {
            stories.add(story);
            summary.note(story.title());
        });
        StoryFile.write(store, stories);
        new StoredRun(store).report();
        List<String> mistakes = new ArrayList<>(deafness(recording));
        mistakes.addAll(mistakes(options.settings().nodes(), store));
        summary.add(stories, mistakes, Stories.faults(history, recording::replay), store);
    }

    /** What Maelstrom says only in stack traces, far above its verdict: one line for all nodes with one mistake. */
    private static List<String> deafness(Recording recording) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        Map<String, Long> since = new HashMap<>();
        recording.replay((nanos, event) -> {
            if (event instanceof Event.NodeChange(String node, Event.State state, String why)
                    && state == Event.State.DEAF) {
                nodes.computeIfAbsent(why, _ -> new ArrayList<>()).add(node);
                since.putIfAbsent(why, nanos);
            }
        });
        return nodes.keySet().stream().limit(MOST_MISTAKES).map(why ->
                "Maelstrom stopped listening to %s at %.3f s, because %s.".formatted(Conduct.some(nodes.get(why)),
                        since.get(why) / 1e9, why)).toList();
    }

    /** What the reader of a run must know if not all of its events could be kept. */
    static Optional<Story> incompleteness(Recording recording) {
        return recording.failure().map(DiskTrouble::describe).map(Stories::ofIncompleteJournal);
    }

    /** Maelstrom writes no times into the logs of nodes, but a mistake needs none. */
    private static List<String> mistakes(List<String> nodes, Path store) throws IOException {
        LoggedMistakes mistakes = new LoggedMistakes();
        for (String node : nodes) {
            Path log = store.resolve("node-logs").resolve(node + ".log");
            if (Files.exists(log)) {
                try (InputStream in = Files.newInputStream(log)) {
                    LineReader lines = new LineReader(in, LONGEST_LINE);
                    for (String line = lines.next(); line != null; line = lines.next()) {
                        mistakes.record(0, new Event.Log(node, line));
                    }
                }
            }
        }
        return mistakes.lines();
    }
}
