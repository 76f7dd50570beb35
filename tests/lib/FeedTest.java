import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What lib/Feed.java promises: peers hear everything, in order and once, and when everybody has everything, nobody
 * sends anything.
 */
class FeedTest {

    private static final String FIRST_TWO = "'news': [{'type': 'said', 'word': 'a'},{'type': 'said', 'word': 'b'}]";

    private record Say(String word) {
    }

    private record Said(String word) {
    }

    private final List<String> heard = new ArrayList<>();
    private final HandHeldNode node = HandHeldNode.started(node -> {
        Feed feed = new Feed(node, 100);
        node.on(Say.class, say -> {
            feed.tell(new Said(say.word()));
            return null;
        });
        node.hear(Said.class, (said, from) -> heard.add(from + " " + said.word()));
    });

    private void tell(String... words) {
        for (String word : words) {
            node.receive("c1", "{'type': 'say', 'word': '" + word + "'}");
        }
    }

    private void hear(int first, String news, int awaited) {
        node.receive("n1", "{'type': 'parcel', 'first': %d, %s, 'awaited': %d}".formatted(first, news, awaited));
    }

    private List<String> sentTo(String peer, long millis) {
        node.pass(millis);
        return node.sent().stream().filter(message -> message.startsWith(peer)).toList();
    }

    @Test
    void whatIsToldGoesToThePeersInTurn() {
        tell("a", "b");
        node.pass(100);
        assertEquals(List.of("n1 {'type': 'parcel', 'first': 0, " + FIRST_TWO + ", 'awaited': 0}"), node.sent());
        node.pass(100);
        assertEquals(List.of("n2 {'type': 'parcel', 'first': 0, " + FIRST_TWO + ", 'awaited': 0}"), node.sent());
    }

    @Test
    void silentWhenThereIsNothingToSay() {
        node.pass(60_000);
        assertEquals(List.of(), node.sent());
    }

    @Test
    void silentWhenAllPeersHaveAcknowledged() {
        tell("a");
        node.pass(200);
        node.sent();
        node.receive("n1", "{'type': 'parcel', 'first': 0, 'news': [], 'awaited': 1}");
        node.receive("n2", "{'type': 'parcel', 'first': 0, 'news': [], 'awaited': 1}");
        node.pass(60_000);
        assertEquals(List.of(), node.sent());
    }

    @Test
    void whatIsNotAcknowledgedIsToldAgainOnceASecond() {
        tell("a");
        List<String> sent = sentTo("n1", 5_000);
        assertTrue(sent.size() >= 4 && sent.size() <= 5, () -> "sent " + sent);
        assertEquals(1, sent.stream().distinct().count());
    }

    @Test
    void onlyWhatIsNotAcknowledgedIsToldAgain() {
        tell("a", "b");
        sentTo("n1", 200);
        hear(0, "'news': []", 1);
        assertEquals(List.of("n1 {'type': 'parcel', 'first': 1, 'news': [{'type': 'said', 'word': 'b'}], "
                + "'awaited': 0}"), sentTo("n1", 300));
    }

    @Test
    void anAcknowledgementThatComesLateTakesNothingBack() {
        tell("a", "b");
        sentTo("n1", 200);
        hear(0, "'news': []", 2);
        hear(0, "'news': []", 1);
        assertEquals(List.of(), sentTo("n1", 5_000));
    }

    @Test
    void everythingIsHeardOnceAndInOrder() {
        hear(0, FIRST_TWO, 0);
        hear(0, "'news': [{'type': 'said', 'word': 'a'}]", 0);
        hear(1, "'news': [{'type': 'said', 'word': 'b'},{'type': 'said', 'word': 'c'}]", 0);
        assertEquals(List.of("n1 a", "n1 b", "n1 c"), heard);
    }

    @Test
    void newsAreAcknowledgedEvenIfTheyAreNothingNew() {
        String acknowledgement = "n1 {'type': 'parcel', 'first': 0, 'news': [], 'awaited': 2}";
        hear(0, FIRST_TWO, 0);
        assertEquals(List.of(acknowledgement), sentTo("n1", 100));
        hear(0, FIRST_TWO, 0);
        assertEquals(List.of(acknowledgement), sentTo("n1", 100));
    }

    @Test
    void anAcknowledgementIsNotAcknowledged() {
        hear(0, "'news': []", 0);
        assertEquals(List.of(), sentTo("n1", 5_000));
    }

    @Test
    void aParcelHasALimitAndTheRestFollows() {
        IntStream.range(0, 5_001).forEach(i -> tell("w" + i));
        String parcel = sentTo("n1", 200).getFirst();
        assertTrue(parcel.contains("'w4999'") && !parcel.contains("'w5000'"));
        hear(0, "'news': []", 5_000);
        assertEquals(List.of("n1 {'type': 'parcel', 'first': 5000, 'news': [{'type': 'said', 'word': 'w5000'}], "
                + "'awaited': 0}"), sentTo("n1", 300));
    }

    @Test
    void aPeerThatHasLostCountIsNotListenedTo() {
        hear(0, "'news': [{'type': 'said', 'word': 'a'}]", 7);
        hear(3, "'news': [{'type': 'said', 'word': 'd'}]", 0);
        assertEquals(List.of(), heard);
        assertTrue(node.logged().contains("was killed"), node.logged());
    }
}
