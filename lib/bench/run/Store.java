package bench.run;

import bench.history.Edn;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one test, with Jepsen's layout: {@code store/<workload>/<time>/}. As in Jepsen, {@code store/current}
 * points to the test that began last, and {@code store/latest} to the last one with a history. So a test that was
 * interrupted is never the latest.
 */
public final class Store {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS");

    private static final String HISTORY = "history.edn";
    private static final String SCENARIO = "test.scenario";

    private final Path store;
    private final Path folder;
    private volatile IOException trouble;

    private Store(Path store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Makes a folder under {@code store/} in the given one, and points {@code store/current} at it. */
    public static Store create(Path parent, String workload) {
        Path store = parent.resolve("store");
        try {
            Files.createDirectories(store.resolve(workload));
            Path folder = newFolder(store.resolve(workload));
            Files.createDirectories(folder.resolve("node-logs"));
            link(store.resolve("current"), folder);
            return new Store(store, folder);
        } catch (IOException e) {
            Store nowhere = new Store(store, store.resolve(workload));
            nowhere.note(e);
            return nowhere;
        }
    }

    /**
     * Moves the only run in another {@code store/} to {@code store/} in the given folder.
     *
     * @return the run; empty if there is none
     */
    public static Optional<Store> adopt(Path other, Path parent, String workload) throws IOException {
        Path made = other.resolve(workload);
        if (!Files.isDirectory(made)) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(made)) {
            Optional<Path> run = runs.filter(file -> Files.isDirectory(file) && !Files.isSymbolicLink(file))
                    .findFirst();
            if (run.isEmpty()) {
                return Optional.empty();
            }
            Path store = parent.resolve("store");
            Path folder = newFolder(Files.createDirectories(store.resolve(workload)));
            Files.move(run.get(), folder, StandardCopyOption.ATOMIC_MOVE); // replaces the empty folder
            link(store.resolve("current"), folder);
            linkLatest(store, folder);
            return Optional.of(new Store(store, folder));
        }
    }

    /** Makes a folder with a new name; two tests may begin in the same millisecond. */
    private static Path newFolder(Path workload) throws IOException {
        while (true) {
            try {
                return Files.createDirectory(workload.resolve(LocalDateTime.now().format(NAME)));
            } catch (FileAlreadyExistsException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Only if it has a history. */
    private static void linkLatest(Path store, Path folder) {
        if (Files.exists(folder.resolve(HISTORY))) {
            link(store.resolve("latest"), folder);
            link(folder.resolveSibling("latest"), folder);
        }
    }

    /** Replaces a link in one step, so that whoever looks at it always finds a run. */
    private static void link(Path link, Path folder) {
        Path fresh = link.resolveSibling(link.getFileName() + "-" + folder.getFileName()); // no other test's
        try {
            Files.createSymbolicLink(fresh, link.getParent().relativize(folder));
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException e) {
            fresh.toFile().delete(); // links are optional: some file systems have none
        }
    }

    public Path folder() {
        return folder;
    }

    public Path journal() {
        return folder.resolve("journal.jsonl");
    }

    /** The log file of a node. It is inside this folder even if the node has an odd name. */
    public Path nodeLog(String node) {
        return folder.resolve("node-logs").resolve(node.replaceAll("[/\\\\]", "_") + ".log");
    }

    /** Writes {@code history.edn}, and points {@code store/latest} here. */
    public void writeHistory(History history) {
        write(HISTORY, out -> {
            for (Op op : history.ops()) {
                out.write(Edn.write(op) + "\n");
            }
        });
        linkLatest(store, folder);
    }

    public void writeTest(StoredTest test) {
        write(StoredTest.FILE, out -> out.write(Edn.write(test.toMap()) + "\n"));
    }

    /** Writes the scenario that was played, and returns its file. */
    public Path writeScenario(String scenario) {
        write(SCENARIO, out -> out.write(scenario));
        return folder.resolve(SCENARIO);
    }

    /** Writes {@code results.edn} with the content of {@link Judge#results}. */
    public void writeResults(Map<Keyword, Object> results) {
        write("results.edn", out -> out.write(Edn.write(results) + "\n"));
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private void write(String name, Content content) {
        try (Writer out = writer(folder.resolve(name))) {
            content.writeTo(out);
        } catch (IOException e) {
            note(e);
        }
    }

    /** Unlike {@link Files#newBufferedWriter}, accepts a lone surrogate, which a node may print. */
    static Writer writer(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    /** Notes that something could not be written. */
    public void note(IOException e) {
        if (trouble == null) {
            trouble = e;
        }
    }

    /** Why files are missing, such as a full disk or a read-only folder. The verdict does not depend on them. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(e -> "not all files could be written: " + DiskTrouble.describe(e));
    }
}
