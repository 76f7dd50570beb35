import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.jepsen.JepsenHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations of Maelstrom's histories say in the bench's words why they failed. */
class JepsenHistoryTest {

    @TempDir
    private Path folder;

    private Object errorOf(String edn) throws IOException {
        Path file = folder.resolve("history.edn");
        Files.writeString(file, "{:index 0, :time 4, :type :invoke, :process 2, :f :echo, :value nil}\n"
                + "{:index 1, :time 5, :type :info, :process 2, :f :echo, :value nil, :error " + edn + "}\n");
        return JepsenHistory.read(file).ops().getLast().error();
    }

    @Test
    void aNameBecomesItsCode() throws IOException {
        assertEquals(List.of(10, "unknown request"), errorOf("[:not-supported \"unknown request\"]"));
        assertEquals(List.of(30, ""), errorOf("[:txn-conflict nil]"));
        assertEquals(List.of(-1, "no"), errorOf("[:unknown \"no\"]"));
    }

    @Test
    void aTimeoutIsAText() throws IOException {
        assertEquals("net-timeout", errorOf(":net-timeout"));
    }

    @Test
    void aMalformedReplySaysWhatIsWrongFirst() throws IOException {
        assertEquals(List.of("malformed-rpc-response",
                        "{:type (not (= \"echo_ok\" 5))}, but the reply is {:type 5, :echo \"a\", :in_reply_to 4}"),
                errorOf("\"indeterminate: Malformed RPC response. Maelstrom sent node n2 the following request:\\n\\n"
                        + "{:type \\\"echo\\\"}\\n\\nAnd expected a response of the form:\\n\\n"
                        + "{:type (eq \\\"echo_ok\\\")}\\n\\n... but instead received\\n\\n"
                        + "{:type 5, :echo \\\"a\\\",\\n :in_reply_to 4}\\n\\nThis is malformed because:\\n\\n"
                        + "{:type (not (= \\\"echo_ok\\\" 5))}\\n\\nSee doc/protocol.md for more guidance.\""));
    }

    @Test
    void anErrorOfTheBenchStaysAsItIs() throws IOException {
        assertEquals(List.of(22L, "no"), errorOf("[22 \"no\"]"));
        assertEquals("indeterminate: stack overflow", errorOf("\"indeterminate: stack overflow\""));
    }
}
