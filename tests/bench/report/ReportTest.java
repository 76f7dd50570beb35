import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        String page = page(Report.write(folder, ReportSample.headline("0 is lost")));
        String outside = "\\b(src|href)=\"(?!data:)|@import|url\\((?!data:)";
        assertFalse(Pattern.compile(outside).matcher(page).find());
        assertFalse(page.contains(folder.toString()));
        assertTrue(page.contains("Content-Security-Policy"));
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
        assertEquals("the bodies of 1 long replies to clients", head.path("leftOut").path(0).asString());
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
    void aFigureHasThreeDigitsAndAVerdictIsOneWord() {
        Headline headline = Headline.of("broadcast", ReportSample.results());
        assertEquals("false", headline.valid());
        assertEquals(List.of(new Headline.Fact("operations", "4, all succeeded"),
                new Headline.Fact("messages", "0.873 between servers for each operation"),
                new Headline.Fact("a value could be missed for", "median 12 ms, at most 400 ms")), headline.facts());
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
