import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lib/Replica.java promises. The node is n0 of n0, n1 and n2; n1 is its neighbour; its patience is a second. */
class ReplicaTest {

    private static final long PATIENCE = 1_000;

    private record Gossip(Replica.Message<String> log) {
    }

    private final List<String> heard = new ArrayList<>();
    private Replica<String> replica;
    private boolean hasNews; // what the replica said of the last message
    private final HandHeldNode node = HandHeldNode.started(node -> {
        replica = new Replica<>(node, "n0", List.of("n1"), PATIENCE, (to, log) -> node.send(to, new Gossip(log)),
                (value, origin) -> heard.add(origin + " " + value));
        node.hear(Gossip.class, (gossip, from) -> hasNews = replica.hear(gossip.log(), from));
        node.every(100, replica::tellAll);
    });

    private void append(String... values) {
        List.of(values).forEach(replica::append);
    }

    private static String entry(String origin, int number, String value) {
        return "{'origin': '%s', 'number': %d, 'value': '%s'}".formatted(origin, number, value);
    }

    private static String message(String have, boolean asks, String... news) {
        return "{'type': 'gossip', 'log': {'have': {%s}, 'news': [%s], 'asks': %b}}"
                .formatted(have, String.join(",", news), asks);
    }

    private void hear(String from, String have, boolean asks, String... news) {
        node.receive(from, message(have, asks, news));
    }

    private List<String> sentWithin(long millis) {
        node.pass(millis);
        return node.sent();
    }

    @Test
    void newsIsToldOnce() {
        append("a", "b");
        assertEquals(List.of("n1 " + message("'n0': 2", false, entry("n0", 0, "a"), entry("n0", 1, "b"))),
                sentWithin(PATIENCE));
        assertEquals(List.of("n0 a", "n0 b"), heard);
    }

    @Test
    void silentWhenThereIsNothingToSayOrAllIsConfirmed() {
        hear("n1", "", false);
        append("a");
        assertEquals(1, sentWithin(200).size());
        hear("n1", "'n0': 1", false);
        assertEquals(List.of(), sentWithin(60_000));
    }

    @Test
    void aNodeThatKnowsNothingAsksItsNeighboursOnce() {
        assertEquals(List.of("n1 " + message("", true)), sentWithin(60_000));
    }

    @Test
    void theNextMessageRepairsWhatALostOneBroke() {
        append("a");
        sentWithin(200);
        append("b");
        assertEquals(List.of("n1 " + message("'n0': 2", false, entry("n0", 0, "a"), entry("n0", 1, "b"))),
                sentWithin(200));
    }

    @Test
    void aNeighbourThatDoesNotConfirmIsAskedAndThenToldWhatItLacks() {
        append("a");
        sentWithin(200);
        List<String> sent = sentWithin(2 * PATIENCE);
        assertEquals("n1 " + message("'n0': 1", true), sent.getFirst());
        hear("n1", "", true);
        assertEquals(List.of("n1 " + message("'n0': 1", false, entry("n0", 0, "a"))), node.sent());
    }

    @Test
    void aNeighbourThatWasToldJustNowIsNotAskedYet() {
        append("a");
        sentWithin(2 * PATIENCE - 150);
        append("b");
        assertEquals(List.of("n1 " + message("'n0': 2", false, entry("n0", 0, "a"), entry("n0", 1, "b"))),
                sentWithin(300));
    }

    /** The last message may be the one that was lost. */
    @Test
    void aNeighbourThatConfirmsSomeIsAskedForTheRest() {
        append("a");
        sentWithin(200);
        append("b");
        sentWithin(200);
        hear("n1", "'n0': 1", false);
        assertEquals(List.of("n1 " + message("'n0': 2", true)), sentWithin(2 * PATIENCE - 400));
    }

    @Test
    void anUnreachableNeighbourIsSentQuestionsOnlyAndOthersAreAskedToo() {
        append("a");
        sentWithin(6 * PATIENCE);
        append("b");
        String question = message("'n0': 2", true);
        for (int second = 1; second <= 5; second++) {
            assertEquals(List.of("n1 " + question, "n2 " + question), sentWithin(1_000));
        }
    }

    @Test
    void aNeighbourThatSpeaksButNeverConfirmsIsUnreachableToo() {
        append("a");
        List<String> sent = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            sent.addAll(sentWithin(PATIENCE));
            hear("n1", "'n1': " + i, false, entry("n1", i - 1, "v" + i));
        }
        assertTrue(sent.stream().anyMatch(each -> each.startsWith("n2 ")), () -> "sent " + sent);
    }

    @Test
    void aNeighbourThatIsOneMessageBehindAllTheTimeIsReachable() {
        for (int i = 1; i <= 8; i++) {
            append("v" + i);
            List<String> sent = sentWithin(PATIENCE);
            assertTrue(sent.stream().allMatch(each -> each.startsWith("n1 ")), () -> "sent " + sent);
            hear("n1", "'n0': " + (i - 1), false);
        }
    }

    @Test
    void whoeverAnswersOneThatIsCutOffIsToldItsNews() {
        append("a");
        sentWithin(6 * PATIENCE);
        hear("n2", "", false);
        assertTrue(sentWithin(200).contains("n2 " + message("'n0': 1", false, entry("n0", 0, "a"))));
    }

    @Test
    void whoeverAsksIsToldTheNewsForAWhile() {
        hear("n2", "", true);
        node.sent();
        append("a");
        String news = message("'n0': 1", false, entry("n0", 0, "a"));
        assertEquals(List.of("n1 " + news, "n2 " + news), sentWithin(200));
        hear("n1", "'n0': 1", false);
        hear("n2", "'n0': 1", false);
        assertEquals(List.of(), sentWithin(10_000));
        hear("n2", "'n0': 1", false);
        append("b");
        assertEquals(List.of("n1 " + message("'n0': 2", false, entry("n0", 1, "b"))), sentWithin(200));
    }

    @Test
    void everythingIsHeardOnceInOrderAndPassedOnInThatOrder() {
        hear("n1", "'n2': 1, 'n1': 1", false, entry("n2", 0, "x"), entry("n1", 0, "a"));
        hear("n1", "'n1': 1", false, entry("n1", 0, "a"));
        hear("n1", "'n1': 2, 'n2': 1", false, entry("n1", 0, "a"), entry("n1", 1, "b"));
        assertEquals(List.of("n2 x", "n1 a", "n1 b"), heard);
        hear("n2", "", true);
        assertEquals(List.of("n2 " + message("'n2': 1, 'n1': 2", false, entry("n2", 0, "x"), entry("n1", 0, "a"),
                entry("n1", 1, "b"))), node.sent());
    }

    @Test
    void whatFollowsAGapWaitsBecauseItMayDependOnWhatIsMissing() {
        hear("n1", "'n1': 3, 'n2': 1", false, entry("n1", 2, "c"), entry("n2", 0, "effect of c"));
        assertEquals(List.of(), heard);
        assertEquals(List.of("n1 " + message("", true)), node.sent());
    }

    @Test
    void aMessageIsBoundedAndTheReceiverAsksForTheRest() {
        IntStream.range(0, 5_001).forEach(i -> append("w" + i));
        hear("n2", "", true);
        String sent = node.sent().getFirst();
        assertTrue(sent.contains("'w4999'") && !sent.contains("'w5000'"));
        hear("n2", "'n0': 5000", true);
        assertEquals(List.of("n2 " + message("'n0': 5001", false, entry("n0", 5_000, "w5000"))), node.sent());
    }

    @Test
    void inAMeshThePeersAreToldInTurn() {
        HandHeldNode mesh = mesh();
        append("a");
        List<String> told = IntStream.range(0, 3).mapToObj(_ -> told(mesh)).toList();
        assertEquals(List.of("[n1]", "[n2]", "[]"), told);
    }

    private static String told(HandHeldNode mesh) {
        mesh.pass(100);
        return mesh.sent().stream().map(each -> each.substring(0, 2)).toList().toString();
    }

    /** A node that tells one peer after the other, each 100 ms. */
    private HandHeldNode mesh() {
        return HandHeldNode.started(node -> {
            replica = new Replica<>(node, 100, Gossip::new, (_, _) -> { });
            node.hear(Gossip.class, (gossip, from) -> replica.hear(gossip.log(), from));
        });
    }

    @Test
    void inAMeshNobodyIsNeglectedAlthoughNewsKeepsComing() {
        HandHeldNode mesh = mesh();
        List<String> told = IntStream.range(0, 4).mapToObj(_ -> {
            append("more");
            return told(mesh);
        }).toList();
        assertEquals(List.of("[n1]", "[n2]", "[n1]", "[n2]"), told);
    }

    /** A script has to speak only then. */
    @Test
    void itSaysWhetherItHeardNewsThatANeighbourLacks() {
        hear("n1", "'n1': 1", false, entry("n1", 0, "a"));
        assertFalse(hasNews, "the neighbour has it itself");
        hear("n2", "'n2': 1", false, entry("n2", 0, "b"));
        assertTrue(hasNews);
        hear("n2", "'n2': 1", false, entry("n2", 0, "b"));
        assertFalse(hasNews, "it is no news any more");
        hear("n0", "'n2': 2", false, entry("n2", 1, "c"));
        assertFalse(hasNews, "our own message");
        hear("n2", "'n0': 7", false);
        assertFalse(hasNews, "we have forgotten");
        assertEquals(List.of("n1 a", "n2 b"), heard);
    }

    @Test
    void newsIsConfirmedWithoutAQuestionOnceItsSenderIsQuiet() {
        hear("n1", "'n1': 1", false, entry("n1", 0, "a"));
        sentWithin(500);
        hear("n1", "'n1': 2", false, entry("n1", 1, "b"));
        assertEquals(List.of(), sentWithin(PATIENCE - 251));
        assertEquals(List.of("n1 " + message("'n1': 2", false)), sentWithin(1));
        assertEquals(List.of(), sentWithin(60_000));
    }

    @Test
    void newsThatAnotherMessageHasConfirmedIsNotConfirmedAgain() {
        hear("n1", "'n1': 1", false, entry("n1", 0, "a"));
        append("b");
        assertEquals(1, sentWithin(200).size());
        hear("n1", "'n0': 1, 'n1': 1", false);
        assertEquals(List.of(), sentWithin(60_000));
    }

    @Test
    void inAMeshWhatAllPeersHaveConfirmedIsForgotten() {
        HandHeldNode mesh = mesh();
        append("a", "b");
        mesh.receive("n1", message("'n0': 2", false));
        mesh.receive("n2", message("'n0': 1", false));
        mesh.pass(100);
        mesh.receive("n2", message("", true));
        List<String> sent = mesh.sent();
        assertTrue(sent.getLast().contains(entry("n0", 1, "b")), () -> "sent " + sent);
        assertFalse(sent.getLast().contains(entry("n0", 0, "a")), () -> "sent " + sent);
    }

    @Test
    void aNodeThatHasForgottenItsEntriesSaysSo() {
        hear("n1", "'n0': 7", false);
        assertTrue(node.logged().contains("must not come back"), node.logged());
    }
}
