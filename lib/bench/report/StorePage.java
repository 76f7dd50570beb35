package bench.report;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes the pages of a store: the list of its runs, newest first, and the files of a folder. */
final class StorePage {

    private static final List<String> FILES =
            List.of("report.html", "results.edn", "history.edn", "journal.jsonl", "node-logs");
    private static final String BEGIN = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%1$s</title><link rel="icon" href="data:,">
            <style>
              :root { color-scheme: light dark }
              body { font: 15px/1.6 system-ui, sans-serif; margin: 24px 32px }
              th, td { text-align: left; padding: 3px 22px 3px 0 }
            </style></head>
            <body><h1>%1$s</h1>
            """;

    private StorePage() {
    }

    static String ofRuns(Path store) throws IOException {
        StringBuilder page = new StringBuilder(BEGIN.formatted("Runs"));
        List<StoredRun> runs = StoredRun.allIn(store);
        if (runs.isEmpty()) {
            return page.append("<p>There are none yet: maelstrom test makes one.</p>").toString();
        }
        page.append("<table><tr><th>began</th><th>workload</th><th>verdict</th><th>files</th></tr>\n");
        for (StoredRun run : runs) {
            page.append("<tr><td>%s</td><td>%s</td><td>%s</td><td>".formatted(escape(run.name()),
                    escape(run.workload()), sign(run.verdict())));
            for (String file : FILES) {
                if (run.has(file)) {
                    page.append(link(store, run.folder().resolve(file), file)).append(' ');
                }
            }
            page.append("</td></tr>\n");
        }
        return page.append("</table>").toString();
    }

    static String ofFolder(Path store, Path folder) throws IOException {
        StringBuilder page = new StringBuilder(BEGIN.formatted(escape(store.relativize(folder).toString())));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                page.append("<p>").append(link(store, file, file.getFileName().toString())).append("</p>\n");
            }
        }
        return page.append("<p><a href=\"/\">All runs</a></p>").toString();
    }

    private static String sign(String verdict) {
        return switch (verdict) {
            case "valid" -> "✓ valid";
            case "unknown" -> "? unknown";
            case "unfinished" -> "… unfinished";
            default -> "✗ " + verdict;
        };
    }

    private static String link(Path store, Path file, String name) {
        try {
            URI address = new URI(null, null, "/" + store.relativize(file), null);
            return "<a href=\"" + escape(address.getRawPath()) + "\">" + escape(name) + "</a>";
        } catch (URISyntaxException e) {
            return escape(name); // no address has this name
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
