import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.run.Judge;
import bench.run.LogLimit;
import bench.run.NodeLogs;
import bench.run.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run does not depend on its files. */
class StoreTest {

    private static final Verdict GOOD = Verdict.of(true, Map.of(), List.of());

    @TempDir
    private Path folder;

    private static History history(Object value) {
        return new History(List.of(new Op(0, 0, Op.Type.INVOKE, 0, "echo", value, null, List.of())));
    }

    private static void log(NodeLogs logs, String node, String line) {
        logs.record(0, new Event.Log(node, line));
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneNote() throws IOException {
        Path file = Files.createFile(folder.resolve("not-a-folder"));
        Store store = Store.create(file, "echo");
        try (NodeLogs logs = new NodeLogs(store, null)) {
            log(logs, "n0", "hello");
        }
        store.writeHistory(history("hi"));
        store.writeResults(Judge.results(Map.of("workload", GOOD), Map.of()));
        assertTrue(store.trouble().orElseThrow().startsWith("not all files could be written: "));
    }

    /** A store that was copied has folders where links were. */
    @Test
    void aLinkThatCannotBeReplacedLeavesNothingBehind() throws IOException {
        Files.createDirectories(folder.resolve("store/current/node-logs"));
        Store.create(folder, "echo");
        try (Stream<Path> all = Files.list(folder.resolve("store"))) {
            assertEquals(List.of("current", "echo"), all.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void halfACharacterIsWritten() throws IOException {
        Store store = Store.create(folder, "echo");
        try (NodeLogs logs = new NodeLogs(store, null)) {
            log(logs, "n0", "\ud800");
        }
        store.writeHistory(history("\ud800"));
        assertEquals(Optional.empty(), store.trouble());
        assertEquals(1, Files.readAllLines(store.folder().resolve("history.edn")).size());
    }

    @Test
    void whatIsFoundButDoesNotCountIsInTheResults() throws IOException {
        Store store = Store.create(folder, "echo");
        Verdict bad = Verdict.of(false, Map.of(), List.of());
        store.writeResults(Judge.results(Map.of("workload", GOOD), Map.of("replicas", bad)));
        assertEquals("{:workload {:valid? true}, :advice {:replicas {:valid? false}}, :valid? true}\n",
                Files.readString(store.folder().resolve("results.edn")));
    }

    @Test
    void noNameOfANodeLeadsOutOfTheStore() {
        Store store = Store.create(folder, "echo");
        Path log = store.nodeLog("../../x");
        assertTrue(log.normalize().startsWith(store.folder()), log.toString());
    }

    private static List<String> kept(List<String> lines) {
        List<String> kept = new ArrayList<>();
        Journal log = new LogLimit((_, event) -> kept.add(((Event.Log) event).line()));
        lines.forEach(line -> log.record(0, new Event.Log("n0", line)));
        return kept;
    }

    @Test
    void aLogIsBounded() {
        List<String> kept = kept(Collections.nCopies(60, "x".repeat(1_000_000)));
        assertEquals(50, kept.size());
        assertEquals("(the node logged more than 50 MB; the rest is left out)", kept.getLast());
    }

    @Test
    void aLogOfEmptyLinesIsBounded() {
        List<String> kept = kept(Collections.nCopies(1_000_000, ""));
        assertTrue(kept.size() < 700_000, kept.size() + " lines");
        assertEquals("(the node logged more than 50 MB; the rest is left out)", kept.getLast());
    }
}
