import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Conduct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Misbehaviour towards clients is named clearly, and once for all nodes that show it. */
class ConductTest {

    private static final String IDS = "-w unique-ids --node-count 2 --time-limit 20 --rate 5";

    private static String told(String options, Supplier<FakeNode.Behaviour> behaviours) {
        return FakeNode.run(options, behaviours).outcome().misconduct().stream().map(fault -> fault.describe())
                .collect(Collectors.joining("\n"));
    }

    private static void assertStartsWith(String start, String text) {
        assertTrue(text.startsWith(start), text);
    }

    private static Supplier<FakeNode.Behaviour> onGenerate(FakeNode.Behaviour behaviour) {
        return () -> (node, message) -> {
            if (FakeNode.type(message).equals("generate")) {
                behaviour.on(node, message);
            }
        };
    }

    @Test
    void theSameMistakeOfSeveralNodesIsToldOnce() {
        String told = told(IDS, onGenerate((_, _) -> { }));
        assertStartsWith("Node n0 and 1 more did not reply to a request in time, ", told.replace("Node n1", "Node n0"));
        assertEquals(2, told.lines().count(), told);
    }

    @Test
    void typesThatANodeMakesUpAreToldTogetherWhenThereAreTooMany() {
        List<Conduct.Misconduct> faults = FakeNode.run(IDS + " --node-count 1", onGenerate((node, message) -> {
            node.send("lin-kv", "{'type': 'type " + message.get("id") + "'}");
            node.reply(message, "{'type': 'generate_ok', 'id': " + message.get("id") + "}");
        })).outcome().misconduct();
        assertEquals(21, faults.size());
        assertTrue(faults.stream().anyMatch(fault -> fault.count() > 30
                && fault.describe().startsWith("Node n0 sent a service an unknown request, ")), faults.toString());
    }

    @Test
    void aReplyGivenTwiceIsCalledThat() {
        assertStartsWith("Node n0 replied to a request twice, ", told(IDS + " --node-count 1",
                onGenerate((node, message) -> {
                    node.reply(message, "{'type': 'generate_ok', 'id': " + message.get("id") + "}");
                    node.reply(message, "{'type': 'generate_ok', 'id': " + message.get("id") + "}");
                })));
    }

    @Test
    void aReplyToNobodysRequestAMessageThatIsNoReplyAndALateReplyAreToldApart() {
        assertStartsWith("Node n0 sent a reply that answers no request, ", told(IDS + " --node-count 1",
                onGenerate((node, message) -> node.send(message.get("src").asString(),
                        "{'type': 'generate_ok', 'id': 1, 'in_reply_to': 77}"))));
        assertStartsWith("Node n0 sent a client a message that is not a reply, ", told(IDS + " --node-count 1",
                onGenerate((node, message) -> node.send(message.get("src").asString(), "{'type': 'gossip'}"))));
        Map<String, ObjectNode> last = new HashMap<>();
        assertTrue(told(IDS + " --node-count 1", onGenerate((node, message) -> {
            ObjectNode before = last.put(message.get("src").asString(), message);
            if (before != null) {
                node.reply(before, "{'type': 'generate_ok', 'id': 1}");
            }
        })).contains("Node n0 replied to a request after its client had given up, "));
    }

    @Test
    void aNodeWhoseAnswerNobodyCanUseIsNotCalledSilent() {
        for (String field : List.of("in_reply_to': '1", "in_reply_to': 1.5, 'x': '", "msg_id': 1, 'x': '")) {
            String told = told(IDS + " --node-count 1", onGenerate((node, message) -> node.send(
                    message.get("src").asString(), "{'type': 'generate_ok', 'id': 1, '" + field + "'}")));
            assertEquals(2, told.lines().count(), told);
        }
    }

    @Test
    void aMalformedReplyIsPrintedOnce() {
        Scripts.Run run = FakeNode.run(IDS + " --node-count 1", onGenerate((node, message) ->
                node.reply(message, "{'type': 'generated'}")));
        String complaints = run.complaints().toString();
        assertTrue(complaints.contains("the type must be \"generate_ok\""), complaints);
        assertEquals(2, complaints.split("in_reply_to", -1).length, complaints);
    }

    @Test
    void aTransactionThatIsAnsweredWithOtherStepsIsToldByTheCheckerAlone() {
        String txn = "-w txn-rw-register --consistency-models read-uncommitted --node-count 1 --time-limit 10";
        Scripts.Run run = FakeNode.run(txn, () -> (node, message) -> {
            if (FakeNode.type(message).equals("txn")) {
                node.reply(message, "{'type': 'txn_ok', 'txn': [" + message.at("/body/txn/0") + "]}");
            }
        });
        assertTrue(run.complaints().toString().contains("The steps of a reply differ from those of its request."));
        assertEquals(List.of(), run.outcome().misconduct());
    }

    @Test
    void aNodeThatWasKilledOrPausedIsNotBlamedForItsSilence() {
        for (String fault : List.of("kill", "pause")) {
            assertEquals("", told(IDS + " --nemesis-interval 2 --nemesis " + fault, () -> {
                boolean[] initialized = new boolean[1];
                return (node, message) -> {
                    initialized[0] |= FakeNode.type(message).equals("init");
                    if (FakeNode.type(message).equals("generate") && initialized[0]) {
                        node.reply(message, "{'type': 'generate_ok', 'id': " + message.get("id") + "}");
                    }
                };
            }), fault);
        }
    }

    @Test
    void aMessageToAClientThatHasLeftSaysWhyItHasLeft() {
        Map<String, String> reasons = Map.of(
                "{'type': 'init_ok', 'in_reply_to': 1}",
                "'c0', which has left because it already had a reply to this request",
                "{'type': 'gossip'}", "'c0', which has left and expects no reply");
        reasons.forEach((body, reason) -> {
            Scripts.Run run = FakeNode.run(IDS + " --node-count 1", onGenerate((node, _) -> node.send("c0", body)));
            String warning = run.outcome().warnings().getFirst().text();
            assertTrue(warning.contains(reason), warning);
        });
    }

    /** Each message has all that its receiver knows, twice. */
    @Test
    void messagesThatGrowAndGrowEndTheTest() {
        Scripts.Run run = FakeNode.run("-w broadcast --node-count 2 --rate 10 --time-limit 20 --latency 10",
                () -> (node, message) -> {
                    String values = message.at("/body/message").asString("x");
                    if (FakeNode.type(message).equals("broadcast")) {
                        List.of("n0", "n1").forEach(peer -> node.send(peer,
                                "{'type': 'broadcast', 'message': '" + values + values + "'}"));
                    }
                });
        assertTrue(run.outcome().broken().reason().matches(
                "has \\d+ MB of messages in flight: .*, or add to a list what the list has already\\?"),
                run.outcome().broken().reason());
    }

    /** Each message is forwarded to all nodes for ever. The history up to then is kept. */
    @Test
    void aStormOfMessagesEndsTheTestAndNamesItsNode() {
        Scripts.Run run = FakeNode.run("-w broadcast --node-count 5 --rate 100 --time-limit 20 --latency 100",
                () -> (node, message) -> {
                    if (FakeNode.type(message).equals("broadcast")) {
                        List.of("n0", "n1", "n2", "n3", "n4").forEach(peer ->
                                node.send(peer, "{'type': 'broadcast', 'message': 1}"));
                    }
                });
        assertTrue(run.outcome().broken().reason().matches(
                "has [\\d,]+ messages in flight: does it forward messages that it has already forwarded, .*"),
                run.outcome().broken().reason());
        assertTrue(run.outcome().history().invocations().findAny().isPresent());
    }
}
