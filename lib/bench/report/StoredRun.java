package bench.report;

import bench.history.EdnReader;
import bench.history.Keyword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder of a run that ended some time ago, on whichever engine: what it says of itself. */
public record StoredRun(Path folder) {

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

    /** In one word: valid, invalid, unknown; or broken if it has no results. */
    public String verdict() throws IOException {
        return !has("results.edn") ? "broken" : switch (results().get(Keyword.of("valid?"))) {
            case Boolean valid -> valid ? "valid" : "invalid";
            case null, default -> "unknown";
        };
    }

    /** Makes its {@code report.html} anew. */
    public Path report() throws IOException {
        return Report.write(folder, headline());
    }

    public Headline headline() throws IOException {
        return has("results.edn")
                ? Headline.of(workload(), results())
                : Headline.broken(workload(), "It has no results.edn.");
    }

    private Map<?, ?> results() throws IOException {
        Object results = EdnReader.read(Files.readString(folder.resolve("results.edn")));
        return results instanceof Map<?, ?> map ? map : Map.of();
    }
}
