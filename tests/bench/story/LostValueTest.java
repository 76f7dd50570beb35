import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.SetFull;
import bench.history.History;
import bench.journal.Event;
import bench.story.Stories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The story of a lost value, told from histories and messages that are written by hand. */
class LostValueTest {

    /** The lines of the story. Process 0 is n0's client, 1 is n1's, and 2 is n2's. All messages come after all else. */
    private static List<String> tell(History history, List<Event> messages) {
        return tell(history, history.ops().getLast().time(), messages);
    }

    private static List<String> tell(History history, long nanos, List<Event> messages) {
        return Stories.tell("broadcast", Map.of("workload", new SetFull("broadcast").check(history)), history,
                journal -> {
            for (String node : List.of("n0", "n1", "n2")) {
                journal.record(0, new Event.NodeChange(node, Event.State.STARTED, null));
            }
            history.ops().forEach(op -> journal.record(op.time(),
                    new Event.Operation(op, "n" + op.process(), "c" + op.process())));
            messages.forEach(message -> journal.record(nanos, message));
        }).getFirst().text();
    }

    @Test
    void aReadOfNullShowsNothing() {
        assertEquals(List.of("7 is lost.", "n0 acknowledged it at 0.010 s.", "At the end n1 lacks it.",
                "The nodes never sent each other a message."),
                tell(new HistoryBuilder().done(0, "broadcast", 7L).read(1, null).history(), List.of()));
    }

    /** It would say that the nodes never talked, and that null has the value. */
    @Test
    void withoutAJournalNothingIsSaidOfNodes() {
        History history = new HistoryBuilder().done(0, "broadcast", 7L).read(1, List.of()).history();
        assertEquals(List.of("7 is lost.", "process 0 at 0.010 s was told that it had been kept.",
                "process 1 at 0.020 s began a read that misses it, and so does every other read."),
                Stories.tell("broadcast", Map.of("workload", new SetFull("broadcast").check(history)), history,
                        _ -> { }).getFirst().text());
    }

    @Test
    void theClockOfMessagesMayBeBehindThatOfTheHistory() {
        HistoryBuilder history = new HistoryBuilder();
        List<Event> messages = new ArrayList<>();
        for (long value = 0; value < 10; value++) {
            history.done(0, "broadcast", value);
            messages.add(new Event.Send(value, "n0", "n1", "{\"type\":\"news\",\"value\":%d}".formatted(value)));
            messages.add(new Event.Lost(value, "n0", "n1", Event.Cause.CUT));
        }
        assertEquals("One message with 0 in it was sent to n1, by n0 at 0 s (news); it was lost to the cut.",
                tell(history.read(1, List.of()).history(), 0, messages).get(3));
    }

    /** n0 tells n1 the values from 10 on, and numbers its messages from 0 to 4, again and again. */
    @Test
    void aCountWithTheNumberOfAValueIsNotTheValue() {
        HistoryBuilder history = new HistoryBuilder();
        List<Event> messages = new ArrayList<>();
        for (long value = 0; value < 20; value++) {
            history.done(0, "broadcast", value);
            if (value >= 10) {
                messages.add(new Event.Send(value, "n0", "n1", "{\"type\":\"news\",\"number\":%d,\"values\":[%d]}"
                        .formatted(value % 5, value)));
                messages.add(new Event.Recv(value, "n0", "n1"));
            }
        }
        List<String> lines = tell(history.read(1, LongStream.range(10, 20).boxed().toList()).history(), messages);
        assertEquals("0 is lost.", lines.getFirst());
        assertEquals("It seems that no node told n1 of it: 0 is not among the values in their messages.",
                lines.get(3));
    }

    @Test
    void nodesThatLackAValueForTheSameReasonShareASentence() {
        History history = new HistoryBuilder().done(0, "broadcast", 7L).read(1, List.of()).read(2, List.of()).history();
        List<Event> sent = List.of(new Event.Send(1, "n0", "n1", "{\"type\":\"news\",\"value\":7}"),
                new Event.Send(2, "n0", "n2", "{\"type\":\"news\",\"value\":7}"));
        List<Event> lost = new ArrayList<>(sent);
        lost.add(new Event.Lost(1, "n0", "n1", Event.Cause.CUT));
        lost.add(new Event.Lost(2, "n0", "n2", Event.Cause.CUT));
        assertEquals(List.of("One message with 7 in it was sent to each of n1 and n2, by n0 at 0.050 s (news); "
                + "each was lost to the cut."), reasons(tell(history, lost)));
        List<Event> received = new ArrayList<>(sent);
        received.add(new Event.Recv(1, "n0", "n1"));
        received.add(new Event.Recv(2, "n0", "n2"));
        assertEquals(List.of("n1 and n2 got a message with 7 in it from n0 at 0.050 s, but do not show it."),
                reasons(tell(history, received)));
    }

    /** What follows after which nodes lack the value. */
    private static List<String> reasons(List<String> story) {
        return story.subList(3, story.size());
    }
}
