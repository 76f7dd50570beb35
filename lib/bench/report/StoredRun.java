package bench.report;

import bench.history.EdnReader;
import bench.history.Keyword;
import bench.story.Story;
import bench.story.StoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of a run that ended some time ago, on whichever engine: what it says of itself. */
public record StoredRun(Path folder) {

    /** All runs of a store, newest first. A run's folder is named after its time. */
    public static List<StoredRun> allIn(Path store) throws IOException {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.find(store, 2, (path, attributes) ->
                attributes.isDirectory() && store.relativize(path).getNameCount() == 2)) {
            return folders.map(StoredRun::new).sorted(Comparator.comparing(StoredRun::name).reversed()).toList();
        }
    }

    public String workload() {
        return folder.getParent().getFileName().toString();
    }

    /** The name of the folder: when the run began. */
    public String name() {
        return folder.getFileName().toString();
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Whether the test came to its end; otherwise it was interrupted, or is not over. */
    public boolean isComplete() {
        return has("history.edn");
    }

    /** In one word: valid, invalid or unknown; without results, broken, or unfinished if it has no history either. */
    public String verdict() throws IOException {
        if (!has("results.edn")) {
            return isComplete() ? "broken" : "unfinished";
        }
        return switch (results().get(Keyword.of("valid?"))) {
            case Boolean valid -> valid ? "valid" : "invalid";
            case null, default -> "unknown";
        };
    }

    /** Makes its {@code report.html} again. */
    public Path report() throws IOException {
        return Report.write(folder, headline());
    }

    public Headline headline() throws IOException {
        List<Story> stories = StoryFile.read(folder);
        if (has("results.edn")) {
            return Headline.of(workload(), results(), stories);
        }
        return stories.isEmpty() ? Headline.broken(workload(), "It has no results.edn.")
                : Headline.broken(workload(), stories);
    }

    private Map<?, ?> results() throws IOException {
        Object results = EdnReader.read(Files.readString(folder.resolve("results.edn")));
        return results instanceof Map<?, ?> map ? map : Map.of();
    }
}
