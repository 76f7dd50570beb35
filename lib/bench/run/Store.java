package bench.run;

import bench.check.Verdict;
import bench.history.Edn;
import bench.history.History;
import bench.history.Op;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The folder of one test, laid out as Jepsen's: {@code store/<workload>/<time>/}. */
public final class Store {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS");

    private final Path folder;

    private Store(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder below {@code store/} in the given one. {@code store/latest} points there from now on. */
    public static Store create(Path parent, String workload) throws IOException {
        Path store = parent.resolve("store");
        Files.createDirectories(store.resolve(workload));
        Path folder = newFolder(store.resolve(workload));
        Files.createDirectories(folder.resolve("node-logs"));
        link(store.resolve("latest"), store.relativize(folder));
        link(store.resolve(workload).resolve("latest"), folder.getFileName());
        return new Store(folder);
    }

    /** Two tests may begin in the same millisecond. */
    private static Path newFolder(Path workload) throws IOException {
        while (true) {
            try {
                return Files.createDirectory(workload.resolve(LocalDateTime.now().format(NAME)));
            } catch (FileAlreadyExistsException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            // A convenience: some file systems have no links, and another test may make the same link at the same time.
        }
    }

    public Path folder() {
        return folder;
    }

    public Path journal() {
        return folder.resolve("journal.jsonl");
    }

    public Path nodeLog(String node) {
        return folder.resolve("node-logs").resolve(node + ".log");
    }

    public void writeHistory(History history) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("history.edn"))) {
            for (Op op : history.ops()) {
                out.write(Edn.write(op));
                out.newLine();
            }
        }
    }

    /** Writes {@code results.edn}: what each checker found, and {@code :valid?} over all. */
    public void writeResults(Map<String, Verdict> verdicts) throws IOException {
        Files.writeString(folder.resolve("results.edn"), Edn.write(Judge.results(verdicts)) + "\n");
    }
}
