import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import bench.workload.Settings;
import bench.workload.TxnRwRegister;
import bench.workload.Workload.Audit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** After a quiet period every node is asked for every key, and all answers must agree. */
class TxnAuditTest {

    @Test
    void everyKeyThatWasUsedIsReadOnceInTransactionsOfTheLengthOfClients() {
        assertEquals(List.of("[[\"r\",\"x\",null],[\"r\",\"y\",null]]"), requests(4));
        assertEquals(List.of("[[\"r\",\"x\",null]]", "[[\"r\",\"y\",null]]"), requests(1));
    }

    private static List<String> requests(int maxTxnLength) {
        return audit("read-committed", maxTxnLength).requests().stream().map(each -> each.path("txn").toString())
                .toList();
    }

    @Test
    void aNodeThatDidNotAnswerIsLeftOut() {
        Map<String, List<ObjectNode>> replies = replies("n0", reply(1, 2), "n1", reply(1, 2));
        replies.put("n2", Collections.singletonList(null));
        assertEquals(Validity.TRUE, audit("read-committed", 4).judge(replies).get("replicas").valid());
    }

    /** The node is correct: fly.io's page on 6c tells people to abort with error 30. */
    @Test
    void aNodeThatAbortsTransactionsOrRefusesLongOnesOrGoesDeafIsJudged() {
        String test = "-w txn-rw-register --node-count 1 --concurrency 2n --rate 100 --time-limit 5 "
                + "--consistency-models read-committed";
        int[] count = new int[1];
        assertEquals(Validity.TRUE, FakeNode.run(test, () -> register(steps -> count[0]++ % 3 == 0)).validity());
        assertEquals(Validity.TRUE, FakeNode.run(test, () -> register(steps -> steps > 4)).validity());
        count[0] = 0;
        Scripts.Run deaf = FakeNode.run(test, () -> (node, message) -> {
            if (count[0]++ == 200) {
                node.print("");
            }
            register(steps -> false).on(node, message);
        });
        assertEquals(Validity.TRUE, deaf.validity(), () -> deaf.complaints().toString());
        String note = deaf.outcome().notes().getFirst();
        assertTrue(note.startsWith("n0 did not answer "), note);
    }

    /** A node whose reads return null, which read-committed allows. Some transactions are aborted. */
    private static FakeNode.Behaviour register(IntPredicate aborts) {
        return (node, message) -> {
            if (FakeNode.type(message).equals("txn")) {
                JsonNode txn = message.at("/body/txn");
                node.reply(message, aborts.test(txn.size()) ? "{'type': 'error', 'code': 30, 'text': 'aborted'}"
                        : "{'type': 'txn_ok', 'txn': " + txn + "}");
            }
        };
    }

    @Test
    void replicasThatReadTheSameAreEqual() {
        assertEquals(Validity.TRUE, replicas("n0", reply(1, null), "n1", reply(1, null)).valid());
    }

    @Test
    void replicasThatDifferHaveDiverged() {
        Verdict verdict = replicas("n0", reply(1, 2), "n1", reply(1, null));
        assertEquals(List.of("Key \"y\" is not the same everywhere: after 10 quiet seconds, n0 has 2, n1 has null."),
                verdict.complaints());
        assertEquals(1, verdict.details().get("divergent-keys"));
    }

    @Test
    void causalityIsJudgedOnlyUnderAModelThatAsksForIt() {
        Map<String, List<ObjectNode>> same = replies("n0", reply(1, 2), "n1", reply(1, 2));
        assertEquals(Set.of("replicas"), audit("read-committed", 4).judge(same).keySet());
        assertEquals(Set.of("replicas", "causality"), audit("causal-cerone", 4).judge(same).keySet());
        assertEquals(Set.of("replicas", "causality"), audit("strict-serializable", 4).judge(same).keySet());
    }

    private static Verdict replicas(String one, ObjectNode first, String other, ObjectNode second) {
        return audit("read-committed", 4).judge(replies(one, first, other, second)).get("replicas");
    }

    private static Map<String, List<ObjectNode>> replies(String one, ObjectNode first, String other,
                                                         ObjectNode second) {
        Map<String, List<ObjectNode>> replies = new LinkedHashMap<>();
        replies.put(one, List.of(first));
        replies.put(other, List.of(second));
        return replies;
    }

    private static ObjectNode reply(Integer x, Integer y) {
        ObjectNode reply = JsonMapper.shared().createObjectNode();
        var txn = reply.putArray("txn");
        txn.addArray().add("r").add("x").add(x);
        txn.addArray().add("r").add("y").add(y);
        return reply;
    }

    /** The audit of a history in which one transaction wrote x and another read x and y. */
    private static Audit audit(String model, int maxTxnLength) {
        Settings settings = new Settings(List.of("n0", "n1"), 2, 0, "grid", null, maxTxnLength, 16, List.of(model));
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
