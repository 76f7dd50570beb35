package bench.engine;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The last lines of a node's log, without the parts of a stack trace in which nobody looks for a mistake. */
final class LastWords {

    private static final int MOST_LINES = 12;
    private static final int MOST_BYTES = 1 << 16;

    /** The helper has said before which line of the script failed; these are mostly lines of the bench. */
    private static final String JAVA_FRAME = "\tat ";

    /** A call inside Python's own library, and the source of such a call, which is indented deeper. */
    private static final Pattern LIBRARY = Pattern.compile("\\S+ s {4}File \".*/python\\d[^\"]*\", line \\d+.*");
    private static final Pattern SOURCE = Pattern.compile("\\S+ s {6}.*");

    private LastWords() {
    }

    static List<String> of(Path log) {
        List<String> lines = withoutLibraries(end(log).lines().filter(line -> !line.contains(JAVA_FRAME)).toList());
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    private static List<String> withoutLibraries(List<String> lines) {
        List<String> kept = new ArrayList<>();
        boolean inLibrary = false;
        for (String line : lines) {
            inLibrary = LIBRARY.matcher(line).matches() || inLibrary && SOURCE.matcher(line).matches();
            if (!inLibrary) {
                kept.add(line);
            }
        }
        return kept;
    }

    /** The end of a log, which may be too large to be read as a whole. */
    private static String end(Path log) {
        try (SeekableByteChannel file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - MOST_BYTES));
            return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // the node may have logged nothing; the path is printed anyway
        }
    }
}
