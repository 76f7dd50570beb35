import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.jepsen.JepsenJournal;
import bench.journal.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fressian.FressianWriter;
import org.fressian.Writer;
import org.fressian.handlers.WriteHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of the real Maelstrom is converted into a journal of the bench. Times in the test are in ms. */
class JepsenJournalTest {

    /** Maelstrom writes keywords, messages and events with its own tags. */
    private record Key(String name) {
    }

    private record Message(long id, String src, String dest, Map<Key, Object> body) {
    }

    private record Entry(long id, long millis, String type, Message message) {
    }

    private static final long START = 5_000;

    @TempDir
    private Path store;
    private final List<List<Entry>> stripes = List.of(new ArrayList<>(), new ArrayList<>());
    private long entries;

    @BeforeEach
    void aRunOfTwoNodes() throws IOException {
        message(0, "c0", "n0", "init", 0, 1);
        message(1, "c1", "n1", "init", 0, 1);
        message(2, "c5", "n1", "broadcast", 112, 113); // later than it could be, because the JVM is still cold
        message(3, "n1", "n0", "gossip", 114, -1);
        message(4, "n1", "n0", "gossip", 9_000, -1);
        message(5, "c4", "n0", "read", 9_500, 9_501);
        Files.createDirectory(store.resolve("net-journal"));
        for (int i = 0; i < stripes.size(); i++) {
            write(store.resolve("net-journal/" + i + ".fressian"), stripes.get(i));
        }
        Files.writeString(store.resolve("history.edn"), """
                {:index 0, :time 10000000, :type :info, :process :nemesis, :f :start-partition, :value :one}
                {:index 1, :time 11000000, :type :info, :process :nemesis, :f :start-partition, \
                 :value [:isolated {"n0" #{"n1"}}]}
                {:index 2, :time 20000000, :type :invoke, :process 1, :f :broadcast, :value 7}
                {:index 3, :time 36000000, :type :ok, :process 1, :f :broadcast, :value 7}
                {:index 4, :time 3000000000, :type :info, :process :nemesis, :f :stop-partition, :value nil}
                {:index 5, :time 3001000000, :type :info, :process :nemesis, :f :stop-partition, :value :network-healed}
                {:index 6, :time 9420000000, :type :invoke, :process 2, :f :read, :value nil, :final? true}
                """);
    }

    /** @param receivedMillis -1 if it never arrives */
    private void message(long id, String src, String dest, String type, long sentMillis, long receivedMillis) {
        Message message = new Message(id, src, dest, Map.of(new Key("type"), type));
        stripes.getFirst().add(new Entry(entries++, START + sentMillis, "send", message));
        if (receivedMillis >= 0) {
            stripes.getLast().add(new Entry(entries++, START + receivedMillis, "recv", message));
        }
    }

    private static void write(Path file, List<Entry> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            FressianWriter writer = new FressianWriter(out, JepsenJournalTest::handler);
            for (Entry entry : entries) {
                writer.writeObject(entry);
            }
            writer.close();
        }
    }

    private static Map<String, WriteHandler> handler(Class<?> type) {
        if (type == Entry.class) {
            return Map.of("ev", (out, value) -> {
                Entry entry = (Entry) value;
                out.writeTag("ev", 4);
                out.writeInt(entry.id);
                out.writeInt(entry.millis * 1_000_000);
                out.writeObject(new Key(entry.type), true);
                out.writeObject(entry.message);
            });
        } else if (type == Message.class) {
            return Map.of("msg", (out, value) -> {
                Message message = (Message) value;
                out.writeTag("msg", 4);
                out.writeInt(message.id);
                out.writeObject(message.src, true);
                out.writeObject(message.dest, true);
                writeBody(out, message.body);
            });
        } else if (type == Key.class) {
            return Map.of("key", (out, value) -> {
                out.writeTag("key", 2);
                out.writeObject(null);
                out.writeObject(((Key) value).name, true);
            });
        }
        return null;
    }

    private static void writeBody(Writer out, Map<Key, Object> body) throws IOException {
        out.writeTag("map", 1);
        ((FressianWriter) out).beginClosedList();
        for (Map.Entry<Key, Object> field : body.entrySet()) {
            out.writeObject(field.getKey(), true);
            out.writeObject(field.getValue(), true);
        }
        ((FressianWriter) out).endList();
    }

    @Test
    void theLogSaysWhichNodesWereDeafAndWhy() throws IOException {
        Files.writeString(store.resolve("jepsen.log"), """
                2026-01-01 23:59:59,980{GMT}\tINFO\t[jepsen worker 1] jepsen.util: 1\t:invoke\t:broadcast\t7
                2026-01-01 23:59:59,990{GMT}\tWARN\t[n1 stdout] maelstrom.process: Error!
                clojure.lang.ExceptionInfo: Node n1 printed a line to STDOUT which was not well-formed JSON:
                got a request
                Did you mean to encode this line as JSON?
                2026-01-02 00:00:00,000{GMT}\tWARN\t[n0 stdout] maelstrom.process: Error!
                java.lang.AssertionError: Assert failed: Invalid dest for message #m{:src "n0", :dest "n7"}
                2026-01-02 00:00:01,000{GMT}\tWARN\t[n1 stdin] maelstrom.process: Error!
                java.io.IOException: Broken pipe
                2026-01-02 00:00:01,000{GMT}\tWARN\t[n2 stdout] maelstrom.process: Error!
                clojure.lang.ExceptionInfo: Malformed network message. Node n2 tried to send the following message:
                2026-01-02 00:01:00,000{GMT}\tWARN\t[n3 stdout] maelstrom.process: Error!
                clojure.lang.ExceptionInfo: No such node in network: "n0"
                """);
        List<String> told = new ArrayList<>();
        JepsenJournal.replay(store, List.of("n0", "n1", "n2", "n3"), 4, (nanos, event) -> {
            if (event instanceof Event.NodeChange(String node, Event.State state, String why)
                    && state == Event.State.DEAF) {
                told.add(nanos / 1_000_000 + " " + node + ": " + why);
            }
        });
        assertEquals(List.of(
                "30 n1: it printed a line on stdout that is not JSON (diagnostics belong on stderr)",
                "40 n0: it sent a message to 'n7', which did not exist at that time",
                "1040 n2: it printed a line on stdout that is not a message (an object with src, dest and body)"),
                told);
    }

    @Test
    void theRunIsToldInOrder() throws IOException {
        List<String> told = new ArrayList<>();
        JepsenJournal.replay(store, List.of("n0", "n1"), 2,
                (nanos, event) -> told.add(nanos / 1_000_000 + " " + event));
        List<String> shown = told.stream()
                .map(event -> event.replaceAll("op=Op\\[index=(\\d).*?\\], node", "op=$1, node")).toList();
        assertEquals("""
                -80 NodeChange[node=n0, state=STARTED, why=null]
                -80 NodeChange[node=n1, state=STARTED, why=null]
                -80 Send[id=0, src=c0, dest=n0, body={"type":"init"}]
                -80 Send[id=1, src=c1, dest=n1, body={"type":"init"}]
                -79 Recv[id=0, src=c0, dest=n0]
                -79 Recv[id=1, src=c1, dest=n1]
                11 Fault[fault=partition, begins=true, value=[:isolated, {n0=[n1]}]]
                20 Operation[op=2, node=n1, client=c5]
                32 Send[id=2, src=c5, dest=n1, body={"type":"broadcast"}]
                33 Recv[id=2, src=c5, dest=n1]
                34 Send[id=3, src=n1, dest=n0, body={"type":"gossip"}]
                34 Lost[id=3, src=n1, dest=n0, why=CUT]
                36 Operation[op=3, node=n1, client=c5]
                3000 Fault[fault=partition, begins=false, value=null]
                8920 Send[id=4, src=n1, dest=n0, body={"type":"gossip"}]
                8920 Lost[id=4, src=n1, dest=n0, why=DEAD]
                9420 Operation[op=6, node=n0, client=c4]
                9420 Send[id=5, src=c4, dest=n0, body={"type":"read"}]
                9421 Recv[id=5, src=c4, dest=n0]
                """.strip(), String.join("\n", shown));
    }
}
