import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Verdict;
import bench.history.History;
import bench.journal.Event;
import bench.run.Judge;
import bench.run.TestOptions;
import bench.story.Stories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of a limit that is exceeded says which messages a run took. */
class TrafficTest {

    private static List<String> tell(Verdict limits, List<Event> events) {
        History history = new HistoryBuilder().done(0, "broadcast", 7L).history();
        return Stories.tell("broadcast", Map.of(Judge.LIMITS, limits), history,
                journal -> events.forEach(event -> journal.record(0, event))).getFirst().text();
    }

    private static Verdict limits(Double msgsPerOp, Double medianMillis, double reached) {
        return Judge.limits(new TestOptions.Limits(msgsPerOp, medianMillis, null), reached, reached, null);
    }

    private static List<Event> messages(String... routes) {
        List<Event> events = new ArrayList<>();
        for (String route : routes) {
            String[] words = route.split(" ");
            events.add(new Event.Send(events.size(), words[0], words[1],
                    "{\"values\":[1,{\"type\":\"inner\"}],\"type\":\"" + words[2] + "\"}"));
        }
        return events;
    }

    @Test
    void theTypesAndTheSendersOfTheMessagesAreCounted() {
        assertEquals(List.of("There were 43.9 messages between servers for each operation; the limit is 30.",
                "4 messages in all; by type, 3 news, 1 news_ok.", "n0 sent the most, 3; n1 sent the fewest, 1."),
                tell(limits(30.0, null, 43.90243902439025), messages("n0 n1 news", "n0 n2 news", "n0 n3 news",
                        "n1 n0 news_ok", "c1 n0 broadcast", "n0 c1 broadcast_ok")));
    }

    @Test
    void aSingleTypeOfASingleSenderIsAllThereIs() {
        assertEquals(List.of("All 2 have the type write.", "n0 sent all of them."),
                tell(limits(1.0, null, 2), messages("n0 lin-kv write", "n0 lin-kv write")).subList(1, 3));
    }

    @Test
    void aSingleMessageIsNotCalledAll() {
        assertEquals("n0 sent the only one, of the type write.",
                tell(limits(0.0, null, 1), messages("n0 lin-kv write")).get(1));
    }

    @Test
    void nodesThatSentEquallyManyAreNotToldApart() {
        assertEquals("Each node sent 1.", tell(limits(1.0, null, 2), messages("n0 n1 news", "n1 n0 news")).get(2));
    }

    @Test
    void aJournalThatCouldNotBeKeptTellsNothing() {
        assertEquals(List.of("There were 2 messages between servers for each operation; the limit is 1."),
                tell(limits(1.0, null, 2), List.of()));
    }

    @Test
    void aLimitOfTimeIsNoMatterOfMessages() {
        assertEquals(List.of("The median stable latency is 467 ms; the limit is 400 ms."),
                tell(limits(null, 400.0, 467), messages("n0 n1 news")));
    }

    @Test
    void figuresAreToldApartHoweverCloseTheyAre() {
        assertEquals("There were 30.0004 messages between servers for each operation; the limit is 30.",
                tell(limits(30.0, null, 30.0004), messages("n0 n1 news")).getFirst());
    }
}
