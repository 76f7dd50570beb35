import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Edn;
import bench.history.EdnReader;
import bench.history.Keyword;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.JournalFile;
import bench.report.Headline;
import bench.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The content of {@code report.html}, checked without a browser. */
class ReportTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\u0007]]>";

    @TempDir
    private Path folder;

    @Test
    void theSameRunGivesTheSamePageByteForByte() throws IOException {
        ReportSample.write(folder, "7");
        byte[] first = Files.readAllBytes(Report.write(folder, ReportSample.headline("0 is lost")));
        byte[] second = Files.readAllBytes(Report.write(folder, ReportSample.headline("0 is lost")));
        assertEquals(new String(first, StandardCharsets.UTF_8), new String(second, StandardCharsets.UTF_8));
    }

    @Test
    void theJournalIsInThePageAsItIs() throws IOException {
        ReportSample.write(folder, HOSTILE);
        String page = page(Report.write(folder, ReportSample.headline("0 is lost")));
        assertEquals(Files.readString(folder.resolve("journal.jsonl")), journalOf(page));
    }

    @Test
    void noTextOfARunAddsAnElement() throws IOException {
        ReportSample.write(folder, "7");
        String harmless = page(Report.write(folder, ReportSample.headline("0 is lost")));
        ReportSample.write(folder, HOSTILE);
        String hostile = page(Report.write(folder, ReportSample.headline(HOSTILE)));
        assertEquals(count("<", harmless), count("<", hostile));
        assertEquals(HOSTILE, headOf(hostile).path("stories").path(0).path("title").asString());
    }

    @Test
    void thePageNamesNoOtherFileAndNoPlaceOfThisMachine() throws IOException {
        ReportSample.write(folder, "7");
        Files.writeString(folder.resolve("test.edn"), Edn.write(Map.of(Keyword.of("engine"), "sim",
                Keyword.of("command"), List.of("test", "--seed", "1", "--bin", folder + "/my_node.java"))));
        String page = page(Report.write(folder, ReportSample.headline("0 is lost")));
        String outside = "\\b(src|href)=\"(?!data:)|@import|url\\((?!data:)";
        assertFalse(Pattern.compile(outside).matcher(page).find());
        assertFalse(page.contains(folder.toString()));
        assertTrue(page.contains("Content-Security-Policy"));
        assertEquals("maelstrom test --engine sim --seed 1 --bin my_node.java",
                headOf(page).path("command").asString());
    }

    @Test
    void aJournalThatIsTooLargeIsShortenedAndThePageSaysSo() throws IOException {
        try (var journal = JournalFile.writer(Files.newOutputStream(folder.resolve("journal.jsonl")))) {
            for (int i = 0; i < 1000; i++) {
                journal.record(i, new Event.Send(i, "n0", "n1", "{\"type\":\"gossip\",\"message\":" + i + "}"));
                journal.record(i, i == 501
                        ? new Event.Lost(i, "n0", "n1", Event.Cause.CUT) : new Event.Recv(i, "n0", "n1"));
            }
            journal.record(1000, new Event.Send(1000, "n0", "c0",
                    "{\"type\":\"read_ok\",\"messages\":[" + "1,".repeat(500) + "1]}"));
        }
        String page = page(Report.write(folder, ReportSample.headline("7 is lost"), 20_000));
        JsonNode head = headOf(page);
        assertEquals("the content of 1 long message to clients", head.path("leftOut").path(0).asString());
        assertTrue(head.path("leftOut").path(1).asString().contains("messages between servers"), head.toString());
        assertEquals(false, head.path("nodesHearAll").asBoolean());
        String journal = journalOf(page);
        long shown = count("\"event\":\"send\",", journal) - 1;
        assertTrue(shown < 200, shown + " messages are shown");
        assertEquals(1000, shown + head.path("omitted").path(0).path("count").asInt());
        assertTrue(journal.contains("\"event\":\"lost\",\"id\":501") && journal.contains("\"message\":501"));
        assertTrue(journal.contains("{\"type\":\"read_ok\",\"left out\":\"1,033 characters\"}"));
    }

    @Test
    void whatNodesLoggedAndWhatOperationsReadFitsThePageToo() throws IOException {
        String polled = "a message of a log ".repeat(50);
        try (var journal = JournalFile.writer(Files.newOutputStream(folder.resolve("journal.jsonl")))) {
            for (int i = 0; i < 1000; i++) {
                journal.record(i, new Event.Log("n0", "line " + i + " of a node that logs all the time"));
            }
            for (int i = 0; i < 50; i++) {
                Op poll = new Op(i, 1000 + i, Op.Type.INFO, 0, "poll", List.of(Map.of("8", List.of(polled))), null,
                        List.of());
                journal.record(1000 + i, new Event.Operation(poll, "n0", "c0"));
            }
        }
        String page = page(Report.write(folder, ReportSample.headline("0 is lost"), 50_000));
        String journal = journalOf(page);
        assertTrue(journal.length() < 50_000, journal.length() + " characters");
        long lines = count("\"event\":\"log\"", journal);
        assertTrue(lines > 10, lines + " lines");
        assertEquals("%,d lines that nodes logged".formatted(1000 - lines),
                headOf(page).path("leftOut").path(0).asString());
        assertEquals(50, count("\"event\":\"op\"", journal));
    }

    @Test
    void aFigureHasThreeDigitsAndAVerdictIsOneWord() {
        Headline headline = Headline.of("broadcast", ReportSample.results(), List.of());
        assertEquals("false", headline.valid());
        assertEquals(List.of(new Headline.Fact("operations", "all 4 succeeded"),
                new Headline.Fact("messages", "0.873 between servers for each operation"),
                new Headline.Fact("a value could be missed for", "median 12 ms, at most 400 ms")), headline.facts());
    }

    @Test
    void whatACrashOnPurposeLeavesOpenIsNoOperationOfUnknownOutcome() {
        Headline headline = Headline.of("kafka", (Map<?, ?>) EdnReader.read("""
                {:stats {:valid? true, :count 12, :ok-count 8, :fail-count 1, :info-count 3,
                         :by-f {:crash {:valid? false, :count 2, :ok-count 0, :fail-count 0, :info-count 2},
                                :send {:valid? true, :count 10, :ok-count 8, :fail-count 1, :info-count 1}}}}"""),
                List.of());
        assertEquals(List.of(new Headline.Fact("operations",
                "10: 8 succeeded, 1 failed, 1 with an unknown outcome; 2 clients crashed on purpose")),
                headline.facts());
    }

    private static String page(Path file) throws IOException {
        return Files.readString(file);
    }

    private static JsonNode headOf(String page) {
        return JsonMapper.shared().readTree(between("id=\"head\">", "</script>", page));
    }

    private static String journalOf(String page) throws IOException {
        byte[] packed = Base64.getDecoder().decode(between("id=\"journal\">", "</script>", page));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String between(String begin, String end, String page) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static long count(String part, String text) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
