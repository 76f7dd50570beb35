import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.Op;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Clients join and leave the network at the same times as Jepsen's. It matters, because a message to a client that has
 * left makes a node deaf.
 */
class ClientsTest {

    private static final String BROADCAST = "-w broadcast --node-count 2 --time-limit 5 --rate 20 --topology total";

    /** A broadcast node that sends every new message to all who have ever sent it anything except {@code init}. */
    private static FakeNode.Behaviour tellingEverybody() {
        Set<String> senders = new LinkedHashSet<>();
        Set<Long> seen = new LinkedHashSet<>();
        return (node, message) -> {
            if (!FakeNode.type(message).equals("init")) {
                senders.add(message.get("src").asString());
            }
            if (message.at("/body/message").isIntegralNumber() && seen.add(message.at("/body/message").asLong())) {
                senders.forEach(sender -> node.send(sender, "{'type': 'gossip', 'message': %s}"
                        .formatted(message.at("/body/message"))));
                node.send(node.id().equals("n0") ? "n1" : "n0", message.get("body").toString()
                        .replace("broadcast", "gossip"));
            }
            switch (FakeNode.type(message)) {
                case "broadcast" -> node.reply(message, "{'type': 'broadcast_ok'}");
                case "read" -> node.reply(message, "{'type': 'read_ok', 'messages': " + seen + "}");
                default -> { }
            }
        };
    }

    @Test
    void theClientThatSentTopologyStaysUntilTheEnd() {
        Scripts.Run run = FakeNode.run(BROADCAST, ClientsTest::tellingEverybody);
        assertEquals(Validity.TRUE, run.validity(), () -> run.complaints().toString());
        assertTrue(run.outcome().warnings().isEmpty(), () -> run.outcome().warnings().toString());
    }

    @Test
    void theClientThatSentInitIsGoneOnceItHasItsAnswer() {
        Scripts.Run run = FakeNode.run("-w echo --node-count 1 --time-limit 5 --rate 10", () -> (node, message) -> {
            if (FakeNode.type(message).equals("echo")) {
                node.send("c0", "{'type': 'gossip'}");
            }
        });
        assertEquals(1, run.outcome().warnings().size());
    }

    @Test
    void everyWorkloadHasAClientForItsSetUpAndThreadsGetTheirsWithTheirFirstOperation() {
        Set<String> clients = new LinkedHashSet<>();
        FakeNode.run("-w echo --node-count 2 --concurrency 4 --time-limit 20 --rate 10", () -> (node, message) -> {
            clients.add(message.get("src").asString());
            if (FakeNode.type(message).equals("echo")) {
                node.reply(message, "{'type': 'echo_ok', 'echo': %s}".formatted(message.at("/body/echo")));
            }
        });
        assertEquals(Set.of("c0", "c1", "c4", "c5", "c6", "c7"), clients);
    }

    /** Maelstrom's nemesis has the same time limit as its clients, although clients may still wait for a reply then. */
    @Test
    void theNemesisRestsAfterTheTimeLimit() {
        Scripts.Run run = FakeNode.run("-w txn-rw-register --node-count 2 --time-limit 4 --rate 10 --nemesis partition "
                + "--nemesis-interval 0.2", () -> (_, _) -> { });
        long last = run.outcome().history().ops().stream().filter(op -> op.f().equals("start-partition"))
                .mapToLong(Op::time).max().orElseThrow();
        assertTrue(last < 4_000_000_000L, "a partition at " + last);
    }
}
