package bench.jepsen;

import bench.kernel.StdoutLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads in {@code jepsen.log} which nodes Maelstrom stopped listening to, and why. Its journal of the network does not
 * say so.
 */
final class JepsenLog {

    /** Such as {@code 2026-11-26 14:35:52,252{GMT} WARN [n4 stdout] maelstrom.process: Error!}, with tabs. */
    private static final Pattern ENTRY = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d),(\\d{3})\\S*\\t\\w+\\t\\[([^\\]]+)] (.*)");
    private static final String LISTENER = " stdout";
    private static final String ERROR = "maelstrom.process: Error!";
    private static final String NOT_JSON = "not well-formed JSON";
    private static final Pattern UNKNOWN_DEST = Pattern.compile("(?:No such node in network: |:dest )\"([^\"]*)\"");

    private final List<Deafness> deafness = new ArrayList<>();
    private LocalDateTime firstInvocation;

    private record Deafness(String node, LocalDateTime since, String why) {
    }

    /**
     * A node whose output Maelstrom did not read any more.
     *
     * @param nanos since when, after the first invocation of a client
     */
    record DeafNode(String node, long nanos, String why) {
    }

    private JepsenLog() {
    }

    /** @param file a log; without one, or without an operation in it, nothing is known */
    static List<DeafNode> deafNodes(Path file) throws IOException {
        JepsenLog log = new JepsenLog();
        if (Files.exists(file)) {
            try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                    StandardCharsets.UTF_8))) {
                log.read(in);
            }
        }
        return log.firstInvocation == null ? List.of() : log.deafness.stream().map(deaf -> new DeafNode(deaf.node,
                Duration.between(log.firstInvocation, deaf.since).toNanos(), deaf.why)).toList();
    }

    private void read(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                continue;
            }
            String thread = entry.group(4);
            String text = entry.group(5);
            if (firstInvocation == null && thread.startsWith("jepsen worker") && text.contains("\t:invoke\t")) {
                firstInvocation = time(entry);
            } else if (thread.endsWith(LISTENER) && text.equals(ERROR)) {
                deafness.add(new Deafness(thread.substring(0, thread.length() - LISTENER.length()), time(entry),
                        why(Objects.toString(in.readLine(), ""), in)));
            }
        }
    }

    private static LocalDateTime time(Matcher entry) {
        return LocalDateTime.parse(entry.group(1) + "T" + entry.group(2) + "." + entry.group(3));
    }

    private static String why(String exception, BufferedReader in) throws IOException {
        Matcher unknown = UNKNOWN_DEST.matcher(exception);
        if (exception.endsWith(NOT_JSON + ":")) { // the next line is the node's
            String mistake = StdoutLine.parse(Objects.toString(in.readLine(), "")).mistake();
            return mistake != null ? mistake : "it printed a line on stdout that is not JSON";
        }
        return unknown.find() ? "it sent a message to '" + unknown.group(1) + "', which did not exist at that time"
                : "it printed a line on stdout that is not a message (an object with src, dest and body)";
    }
}
