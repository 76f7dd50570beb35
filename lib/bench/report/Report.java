package bench.report;

import bench.journal.JournalFile;
import bench.run.StoredTest;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code report.html}, the page that shows a run: the verdict, the stories, and a diagram of all messages. The
 * page is one file and needs no network. It contains the compressed journal and draws everything from it. Data of a run
 * can never become markup: the journal is base64, and the headline is JSON without any {@code <}.
 */
public final class Report {

    /** The most journal text in a page; a browser opens this much in two or three seconds. */
    private static final long MAX_BYTES = 32_000_000;

    private Report() {
    }

    /**
     * Writes the report of a run into its folder.
     *
     * @param folder the folder with {@code journal.jsonl}, and maybe with {@code why.json}
     */
    public static Path write(Path folder, Headline headline) throws IOException {
        return write(folder, headline, MAX_BYTES);
    }

    /** @param maxBytes the most bytes of the journal in the page; the rest is left out */
    public static Path write(Path folder, Headline headline, long maxBytes) throws IOException {
        Path file = folder.resolve("journal.jsonl");
        Path page = folder.resolve("report.html");
        Template template = Template.load();
        Excerpt excerpt = Files.size(file) <= maxBytes ? null : Excerpt.plan(file, headline, maxBytes);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(page), 1 << 16)) {
            write(out, template.beforeHead());
            write(out, HeadJson.write(headline, excerpt == null ? Excerpt.Omission.NONE : excerpt.omission(),
                    why(folder), command(folder)));
            write(out, template.betweenHeadAndJournal());
            OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out));
            try (OutputStream packed = new Packed(base64)) {
                if (excerpt == null) {
                    Files.copy(file, packed);
                } else {
                    try (JournalFile.Writer journal = JournalFile.writer(packed)) {
                        excerpt.copy(journal);
                    }
                }
            }
            write(out, template.afterJournal());
        }
        return page;
    }

    /** The answer of {@code maelstrom why} if the folder has one, otherwise null. */
    private static Object why(Path folder) throws IOException {
        Path file = folder.resolve("why.json");
        return Files.exists(file) ? JsonMapper.shared().readValue(Files.readString(file), Map.class) : null;
    }

    /**
     * The words that repeat the run, from {@code test.edn}; null if nobody wrote them down. The page may be shown to
     * others, so a file loses its folder.
     */
    private static String command(Path folder) throws IOException {
        return StoredTest.read(folder).map(test -> "maelstrom test --engine %s %s".formatted(test.engine(),
                test.command().stream().skip(1).map(word -> word.replaceFirst("^/.*/", ""))
                        .collect(Collectors.joining(" ")))).orElse(null);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compresses fast. A journal is so repetitive that thorough compression would gain little. */
    private static final class Packed extends GZIPOutputStream {

        private Packed(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(4);
        }
    }

    /** Ignores close, because the page continues after the compressed journal. */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {
            // the page goes on
        }
    }
}
