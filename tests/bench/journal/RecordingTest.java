import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Keyword;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.journal.JournalFile;
import bench.journal.Recording;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording replays all events, from memory or from its file, which has one readable line for each event. */
class RecordingTest {

    private static final List<Event> EVENTS = List.of(
            new Event.NodeChange("n0", Event.State.STARTED, null),
            new Event.Fault("partition", true, List.of(Keyword.of("one"), Map.of("n1", List.of("n0")))),
            new Event.Operation(new Op(0, 1, Op.Type.INVOKE, 3, "read", null, null, List.of("final?")), "n0", "c7"),
            new Event.Send(17, "n0", "n1", "{\"type\":\"gossip\",\"message\":\"</script>\"}"),
            new Event.Recv(17, "n0", "n1"),
            new Event.Lost(18, "n0", "n1", Event.Cause.CUT),
            new Event.Log("n1", "a \"quoted\" line with a tab\t and half a character \ud800"),
            new Event.NodeChange("n1", Event.State.DEAF, "it printed a line on stdout that is not JSON"));

    @TempDir
    private Path folder;

    private static List<String> told(Recording recording) {
        List<String> told = new ArrayList<>();
        recording.replay((nanos, event) -> told.add(nanos + " " + event));
        return told;
    }

    private Recording recording(String name, int maxEvents) {
        return recording(name, maxEvents, Long.MAX_VALUE);
    }

    private Recording recording(String name, int maxEvents, long maxFileCharacters) {
        Recording recording = new Recording(folder.resolve(name), maxEvents, maxFileCharacters);
        for (int i = 0; i < EVENTS.size(); i++) {
            recording.record(i * 1_000, EVENTS.get(i));
        }
        return recording;
    }

    @Test
    void whatWasRecordedIsToldAgain() throws IOException {
        try (Recording recording = recording("journal.jsonl", 100)) {
            List<String> told = told(recording);
            assertEquals(EVENTS.size(), told.size());
            assertEquals("3000 " + EVENTS.get(3), told.get(3));
            assertEquals(told, told(recording));
        }
    }

    @Test
    void beyondTheBoundEventsMoveToTheFileAndAreStillTold() throws IOException {
        Recording small = recording("small.jsonl", 3);
        assertTrue(Files.size(folder.resolve("small.jsonl")) > 0, "nothing was spilled");
        List<String> told = told(small);
        assertEquals(EVENTS.size(), told.size());
        assertEquals("4000 " + EVENTS.get(4), told.get(4));
        small.close();
        recording("large.jsonl", 100).close();
        assertEquals(Files.readString(folder.resolve("large.jsonl")), Files.readString(folder.resolve("small.jsonl")));
    }

    @Test
    void theFileHasALineForEachEvent() throws IOException {
        recording("journal.jsonl", 100).close();
        List<String> lines = Files.readAllLines(folder.resolve("journal.jsonl"));
        assertEquals(EVENTS.size(), lines.size());
        assertEquals("{\"t\":1000,\"event\":\"fault\",\"fault\":\"partition\",\"state\":\"begin\","
                + "\"value\":[\"one\",{\"n1\":[\"n0\"]}]}", lines.get(1));
        assertEquals("{\"t\":2000,\"event\":\"op\",\"index\":0,\"type\":\"invoke\",\"process\":3,\"node\":\"n0\","
                + "\"client\":\"c7\",\"f\":\"read\",\"value\":null,\"final?\":true}", lines.get(2));
        assertEquals("{\"t\":3000,\"event\":\"send\",\"id\":17,\"src\":\"n0\",\"dest\":\"n1\","
                + "\"body\":{\"type\":\"gossip\",\"message\":\"</script>\"}}", lines.get(3));
        assertEquals("{\"t\":5000,\"event\":\"lost\",\"id\":18,\"src\":\"n0\",\"dest\":\"n1\",\"why\":\"cut\"}",
                lines.get(5));
    }

    @Test
    void aKeywordIsATextAlsoAsAKey() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (Recording recording = new Recording(file)) {
            recording.record(0, new Event.Fault("clock", true, Map.of(Keyword.of("leap"), Keyword.of("far"))));
        }
        assertTrue(Files.readString(file).contains("\"value\":{\"leap\":\"far\"}"), Files.readString(file));
    }

    @Test
    void aFileIsReadAsItWasWritten() throws IOException {
        recording("journal.jsonl", 100).close();
        Path copy = folder.resolve("copy.jsonl");
        try (Recording again = new Recording(copy)) {
            JournalFile.read(folder.resolve("journal.jsonl"), again);
        }
        assertEquals(Files.readString(folder.resolve("journal.jsonl")), Files.readString(copy));
    }

    @Test
    void aNumberOfAnySizeIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        BigInteger huge = BigInteger.TWO.pow(70);
        List<Event> events = List.of(new Event.Send(1, "n0", "c7", "{\"id\":" + huge + "}"),
                new Event.Operation(new Op(0, 1, Op.Type.OK, 3, "generate", List.of(huge, 5L, 0.5), null,
                        List.of()), "n0", "c7"));
        try (Recording recording = new Recording(file)) {
            events.forEach(event -> recording.record(1, event));
        }
        List<Event> read = new ArrayList<>();
        JournalFile.read(file, (_, event) -> read.add(event));
        assertEquals(events, read);
    }

    @Test
    void aNumberThatIsTooLargeDoesNotSpoilTheFile() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (Recording recording = new Recording(file)) {
            recording.record(1, new Event.Operation(
                    new Op(0, 1, Op.Type.OK, 3, "generate", Double.POSITIVE_INFINITY, null, List.of()), "n0", "c7"));
        }
        List<Object> values = new ArrayList<>();
        JournalFile.read(file, (_, event) -> values.add(((Event.Operation) event).op().value()));
        assertEquals(List.of("Infinity"), values);
    }

    @Test
    void aFileThatIsTooLargeIsLeftAsItIsAndThatIsSaid() throws IOException {
        Recording recording = recording("journal.jsonl", 3, 100);
        recording.close();
        assertEquals(3, Files.readAllLines(folder.resolve("journal.jsonl")).size());
        assertEquals(List.of(), told(recording));
        assertEquals("the journal has more than 100 characters", recording.failure().orElseThrow().getMessage());
    }

    @Test
    void halfAJournalIsNotToldAsIfItWereWhole() throws IOException {
        Recording recording = recording("gone/journal.jsonl", 3);
        Files.createDirectory(folder.resolve("gone"));
        recording.close();
        assertEquals(List.of(), told(recording));
        assertTrue(recording.failure().isPresent());
    }

    @Test
    void eventsInMemoryAreToldEvenIfTheFileCannotBeWritten() {
        Recording recording = recording("gone/journal.jsonl", 100);
        recording.close();
        assertEquals(EVENTS.size(), told(recording).size());
        assertTrue(recording.failure().isPresent());
    }

    @Test
    void aLastLineThatIsCutOffDoesNotCount() throws IOException {
        recording("journal.jsonl", 100).close();
        String whole = Files.readString(folder.resolve("journal.jsonl"));
        Path cut = Files.writeString(folder.resolve("cut.jsonl"), whole.substring(0, whole.length() - 20));
        List<Event> told = new ArrayList<>();
        JournalFile.read(cut, (_, event) -> told.add(event));
        assertEquals(EVENTS.size() - 1, told.size());
    }

    @Test
    void everybodyIsTold() {
        List<Event> one = new ArrayList<>();
        List<Event> other = new ArrayList<>();
        Journal.all(List.of((_, event) -> one.add(event), (_, event) -> other.add(event))).record(0, EVENTS.getFirst());
        assertEquals(List.of(EVENTS.getFirst()), one);
        assertEquals(one, other);
    }
}
