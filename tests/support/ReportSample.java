import bench.history.Keyword;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Event.Cause;
import bench.journal.Event.State;
import bench.journal.JournalFile;
import bench.report.Headline;
import bench.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A short broadcast for tests of the report: n0 gets the value 7 and sends it once, n1 hears it, n2 is cut off and does
 * not; both read. All times are in milliseconds.
 */
final class ReportSample {

    private static final long MILLI = 1_000_000;
    private static final List<String> NODES = List.of("n0", "n1", "n2");

    private final JournalFile.Writer journal;
    private long messages;
    private int operations;

    private ReportSample(JournalFile.Writer journal) {
        this.journal = journal;
    }

    /** Writes its journal into a folder. n0 also says this text: in a body, as a key, and on stderr. */
    static void write(Path folder, String text) throws IOException {
        try (var writer = JournalFile.writer(Files.newOutputStream(folder.resolve("journal.jsonl")))) {
            new ReportSample(writer).tell(text);
        }
    }

    private void tell(String text) {
        NODES.forEach(node -> at(0, new Event.NodeChange(node, State.STARTED, null)));
        at(100, new Event.Fault("partition", true, List.of("one", Map.of("n2", List.of("n0", "n1")))));
        operation(200, 0, Op.Type.INVOKE, "broadcast", 7);
        arrive(200, "c0", "n0", "{\"type\":\"broadcast\",\"message\":7,\"msg_id\":1}");
        arrive(201, "n0", "c0", "{\"type\":\"broadcast_ok\",\"in_reply_to\":1}");
        operation(202, 0, Op.Type.OK, "broadcast", 7);
        arrive(203, "n0", "n1", "{\"type\":\"gossip\",\"message\":7}");
        send(203, "n0", "n2", "{\"type\":\"gossip\",\"message\":7}");
        at(303, new Event.Lost(messages - 1, "n0", "n2", Cause.CUT));
        String hostile = JsonMapper.shared().writeValueAsString(text);
        arrive(400, "n0", "n1", "{\"type\":" + hostile + ",\"say\":" + hostile + "," + hostile + ":[" + hostile + "]}");
        at(401, new Event.Log("n0", text));
        at(500, new Event.Fault("partition", false, null));
        read(600, 1, List.of(7));
        read(700, 2, List.of());
        send(799, "n1", "n0", "{\"type\":\"gossip\"}");
        NODES.forEach(node -> {
            at(800, new Event.NodeChange(node, State.KILLED, null));
            if (node.equals("n0")) {
                at(800, new Event.Lost(messages - 1, "n1", "n0", Cause.DEAD));
            }
        });
    }

    private void read(long millis, int process, List<Object> values) {
        operation(millis, process, Op.Type.INVOKE, "read", null);
        arrive(millis, "c" + process, "n" + process, "{\"type\":\"read\",\"msg_id\":1}");
        arrive(millis + 1, "n" + process, "c" + process, "{\"type\":\"read_ok\",\"messages\":" + values + "}");
        operation(millis + 2, process, Op.Type.OK, "read", values);
    }

    private void operation(long millis, int process, Op.Type type, String f, Object value) {
        Op op = new Op(operations++, millis * MILLI, type, process, f, value, null, List.of());
        at(millis, new Event.Operation(op, "n" + process, "c" + process));
    }

    private void arrive(long millis, String src, String dest, String body) {
        send(millis, src, dest, body);
        at(millis + 1, new Event.Recv(messages - 1, src, dest));
    }

    private void send(long millis, String src, String dest, String body) {
        at(millis, new Event.Send(messages++, src, dest, body));
    }

    private void at(long millis, Event event) {
        journal.record(millis * MILLI, event);
    }

    /** A story with this title, whose lines point to the broadcast and to n2's read. */
    static Headline headline(String title) {
        return Headline.of("broadcast", results(), List.of(new Story(title,
                List.of("n0 acknowledged it at 0.20 s.", "n2's read at 0.70 s misses it."), List.of("Send it again."),
                List.of(1, 5))));
    }

    static Map<Keyword, Object> results() {
        return Map.of(Keyword.of("valid?"), false,
                Keyword.of("stats"), Map.of(Keyword.of("count"), 4, Keyword.of("ok-count"), 4),
                Keyword.of("net"), Map.of(Keyword.of("servers"), Map.of(Keyword.of("msgs-per-op"), 0.8728606356968215)),
                Keyword.of("workload"), Map.of(Keyword.of("stable-latencies"), Map.of(0.5, 12, 1, 400)));
    }
}
