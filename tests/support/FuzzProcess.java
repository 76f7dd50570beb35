import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Gives a script in a process of its own the lines that it gets in this JVM, too, and looks for a difference. There its
 * input is bytes in a pipe, its clock is the real one, and what it prints is all that comes out.
 */
final class FuzzProcess {

    private static final int LINES_AT_ONCE = 200;

    /** So many lines are for the time before init. */
    private static final int EARLY_LINES = 20;

    /** All senders count as nodes: on a busy machine a client would give up, and then it gets no reply. */
    private static final String NODES =
            "['n0', 'n1', 'n2', 'n9', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9']";

    private final HandHeldNode node;
    private final Process process;
    private final OutputStream stdin;
    private final BufferedReader stdout;
    private final List<String> expected = new ArrayList<>();
    private final List<String> actual = new ArrayList<>();

    private FuzzProcess(HandHeldNode.Main main, List<String> command) throws IOException {
        node = HandHeldNode.running(main);
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        stdin = process.getOutputStream();
        stdout = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The replies in this JVM, and those of the process. */
    record Replies(List<String> here, List<String> there) {

        /** Where they differ; empty if they do not. */
        String difference() {
            for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
                String one = i < here.size() ? here.get(i) : "nothing";
                String other = i < there.size() ? there.get(i) : "nothing";
                if (!one.equals(other)) {
                    return "reply %d: %s, but in a process %s".formatted(i, one, other);
                }
            }
            return "";
        }
    }

    /** Lets both have the same lines, and waits for the end of the process. */
    static Replies compare(HandHeldNode.Main main, List<String> command, FuzzModel model, int lines, long seed)
            throws IOException, InterruptedException {
        FuzzProcess both = new FuzzProcess(main, command);
        try {
            FuzzLines made = new FuzzLines(new SplittableRandom(seed), model);
            List<byte[]> early = Stream.generate(made::any).limit(EARLY_LINES).toList();
            both.give(Stream.concat(early.stream(), Stream.of(made.init(NODES, false))).toList());
            for (int given = 0; given < lines; given += LINES_AT_ONCE) {
                both.give(Stream.generate(made::any).limit(LINES_AT_ONCE).toList());
            }
            both.stdin.close();
            both.await(Integer.MAX_VALUE);
            int status = both.process.waitFor();
            both.actual.addAll(status == 0 ? List.of() : List.of("(exit status " + status + ")"));
            return new Replies(both.expected, both.actual);
        } finally {
            both.process.destroyForcibly();
        }
    }

    private void give(List<byte[]> lines) throws IOException {
        for (byte[] line : lines) {
            node.receiveBytes(line);
            stdin.write(line);
        }
        stdin.flush();
        node.sentLines().stream().map(FuzzLife::asPrinted).forEach(line -> note(line, expected));
        node.takeLog();
        await(expected.size());
    }

    /** Reads until there are so many replies, or the process says no more. */
    private void await(int replies) throws IOException {
        while (actual.size() < replies) {
            String line = stdout.readLine();
            if (line == null) {
                return;
            }
            note(line, actual);
        }
    }

    /** Notes a line if it is a reply to such a node, and depends on neither time nor chance. */
    private static void note(String line, List<String> replies) {
        try {
            boolean isReply = StrictJson.parse(line) instanceof Map<?, ?> message
                    && message.get("dest") instanceof String dest && NODES.contains("'" + dest + "'")
                    && message.get("body") instanceof Map<?, ?> body && body.containsKey("in_reply_to");
            if (isReply && !line.contains("\"code\":11,")) { // a counter's read that has waited in vain
                replies.add(line.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"…\""));
            }
        } catch (StrictJson.NotJson e) {
            replies.add("not JSON: " + line);
        }
    }
}
