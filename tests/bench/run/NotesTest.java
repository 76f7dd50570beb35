import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a reader should know before trusting a verdict. */
class NotesTest {

    private static final String TXN =
            "-w txn-rw-register --consistency-models read-committed --time-limit 20 --rate 20 ";
    private static final String CUTS = " --nemesis partition --nemesis-interval 2";

    private static List<String> notes(String options, FakeNode.Behaviour behaviour) {
        return FakeNode.run(options, () -> behaviour).outcome().notes();
    }

    private static void echo(FakeNode node, ObjectNode message) {
        if (FakeNode.type(message).equals("txn")) {
            node.reply(message, "{'type': 'txn_ok', 'txn': " + message.at("/body/txn") + "}");
        }
    }

    @Test
    void aPartitionOfOneNodeCutsNothing() {
        String note = notes(TXN + "--node-count 1" + CUTS, NotesTest::echo).getFirst();
        assertTrue(note.startsWith("no partition cut any link, so the verdict says nothing about partitions; "), note);
    }

    @Test
    void someShapesOfAPartitionCutTwoNodes() {
        String note = notes(TXN + "--node-count 2" + CUTS, NotesTest::echo).getFirst();
        assertTrue(note.matches("the network was cut for [1-9][.0-9]* s, by [1-9] of \\d+ partitions"), note);
    }

    @Test
    void aRunInWhichHardlyAnythingSucceededSaysSo() {
        Scripts.Run run = FakeNode.run(TXN + "--node-count 1", () -> (node, message) -> {
            String txn = message.at("/body/txn").toString();
            if (FakeNode.type(message).equals("txn")) {
                boolean refused = txn.contains("\"w\"");
                node.reply(message, refused ? "{'type': 'error', 'code': 30, 'text': 'no'}"
                        : "{'type': 'txn_ok', 'txn': " + txn + "}");
            }
        });
        assertTrue(run.outcome().notes().getLast().matches("\\d+ % of \\d+ operations succeeded; never: w"),
                run.outcome().notes().toString());
    }

    @Test
    void aRunWithoutFailuresHasNothingToNote() {
        assertEquals(List.of(), notes(TXN + "--node-count 1", NotesTest::echo));
    }
}
