package bench.report;

import bench.resource.Resource;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report page without a run: {@code page/report.html} with its styles and scripts inlined, so that one file is
 * enough.
 */
final class Template {

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script src=\"([^\"]+)\"></script>");
    private static final String HEAD = "{{head}}";
    private static final String JOURNAL = "{{journal}}";

    private final String html;

    private Template(String html) {
        this.html = html;
    }

    /**
     * Loads the page. Assembling it takes a cold JVM 100 ms, too much for a run of 500 ms. So the training run after a
     * build stores it in the folder of the build.
     */
    static Template load() throws IOException {
        String build = System.getProperty("bench.build");
        if (build == null) {
            return new Template(assemble());
        }
        Path kept = Path.of(build, "report.html");
        if (!Files.exists(kept)) {
            Path whole = Files.writeString(Files.createTempFile(kept.getParent(), "report", ""), assemble());
            Files.move(whole, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Template(Files.readString(kept));
    }

    private static String assemble() {
        String html = Resource.text("bench/report/page/report.html");
        html = STYLE.matcher(html).replaceAll(link -> inside("style", link.group(1)));
        return SCRIPT.matcher(html).replaceAll(link -> inside("script", link.group(1)));
    }

    String beforeHead() {
        return html.substring(0, html.indexOf(HEAD));
    }

    String betweenHeadAndJournal() {
        return html.substring(html.indexOf(HEAD) + HEAD.length(), html.indexOf(JOURNAL));
    }

    String afterJournal() {
        return html.substring(html.indexOf(JOURNAL) + JOURNAL.length());
    }

    private static String inside(String tag, String name) {
        String text = name.contains(".min.") ? library(name) : Resource.text("bench/report/page/" + name);
        return Matcher.quoteReplacement("<" + tag + ">\n" + text + "\n</" + tag + ">");
    }

    /** A file of a library, from the WebJar of the same name. */
    private static String library(String file) {
        String artifact = file.substring(0, file.indexOf('.')).toLowerCase();
        Properties pom = new Properties();
        try {
            pom.load(new StringReader(Resource.text("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")));
        } catch (IOException e) {
            throw new IllegalStateException(e); // reading from a string cannot fail
        }
        return Resource.text("META-INF/resources/webjars/" + artifact + "/" + pom.getProperty("version")
                + "/dist/" + file);
    }
}
