import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import bench.workload.Settings;
import bench.workload.TxnRwRegister;
import bench.workload.Workload.Audit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** When all is quiet, every node is asked for every key, and all must say the same. */
class TxnAuditTest {

    @Test
    void everyKeyThatWasUsedIsReadOnce() {
        assertEquals("[[\"r\",\"x\",null],[\"r\",\"y\",null]]", audit("read-committed").request().path("txn").toString());
    }

    @Test
    void replicasThatReadTheSameAreEqual() {
        assertEquals(Validity.TRUE, replicas("n0", reply(1, null), "n1", reply(1, null)).valid());
    }

    @Test
    void replicasThatDifferHaveDiverged() {
        Verdict verdict = replicas("n0", reply(1, 2), "n1", reply(1, null));
        assertEquals(List.of("10 s after all was quiet, key y is not the same everywhere: {n0=2, n1=null}"),
                verdict.complaints());
        assertEquals(1, verdict.details().get("divergent-keys"));
    }

    @Test
    void causalityIsJudgedOnlyUnderAModelThatAsksForIt() {
        Map<String, ObjectNode> same = replies("n0", reply(1, 2), "n1", reply(1, 2));
        assertEquals(Set.of("replicas"), audit("read-committed").judge(same).keySet());
        assertEquals(Set.of("replicas", "causality"), audit("causal-cerone").judge(same).keySet());
        assertEquals(Set.of("replicas", "causality"), audit("strict-serializable").judge(same).keySet());
    }

    private static Verdict replicas(String one, ObjectNode first, String other, ObjectNode second) {
        return audit("read-committed").judge(replies(one, first, other, second)).get("replicas");
    }

    private static Map<String, ObjectNode> replies(String one, ObjectNode first, String other, ObjectNode second) {
        Map<String, ObjectNode> replies = new LinkedHashMap<>();
        replies.put(one, first);
        replies.put(other, second);
        return replies;
    }

    private static ObjectNode reply(Integer x, Integer y) {
        ObjectNode reply = JsonMapper.shared().createObjectNode();
        var txn = reply.putArray("txn");
        txn.addArray().add("r").add("x").add(x);
        txn.addArray().add("r").add("y").add(y);
        return reply;
    }

    /** Of a history in which one transaction wrote x, and another one asked for x and y. */
    private static Audit audit(String model) {
        Settings settings = new Settings(List.of("n0", "n1"), 2, 0, "grid", null, 4, 16, List.of(model));
        History.Recorder recorder = new History.Recorder();
        List<List<Object>> write = List.of(Txns.step("w", "x", 1L));
        List<List<Object>> reads = List.of(Txns.step("r", "x", 1L), Txns.step("r", "y", null));
        recorder.add(0, Op.Type.INVOKE, 0, "txn", write, null, List.of());
        recorder.add(1, Op.Type.OK, 0, "txn", write, null, List.of());
        recorder.add(2, Op.Type.INVOKE, 1, "txn", Txns.asked(reads), null, List.of());
        recorder.add(3, Op.Type.OK, 1, "txn", reads, null, List.of());
        return new TxnRwRegister(settings).audit(recorder.history());
    }
}
