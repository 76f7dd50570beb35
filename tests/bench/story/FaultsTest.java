import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.history.History;
import bench.journal.Event;
import bench.journal.Journal;
import bench.story.Stories;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The faults of a run, as they are listed for people. */
class FaultsTest {

    private static final long SECOND = 1_000_000_000;
    private static final List<String> NODES = List.of("n0", "n1", "n2", "n3");
    private static final List<String> MANY = IntStream.range(0, 12).mapToObj(number -> "n" + number).toList();

    private static List<String> faults(Event... oneEachSecond) {
        return faults(NODES, oneEachSecond);
    }

    private static List<String> faults(List<String> nodes, Event... oneEachSecond) {
        return Stories.faults(new History(List.of()), (Journal journal) -> {
            nodes.forEach(node -> journal.record(0, new Event.NodeChange(node, Event.State.STARTED, null)));
            for (int i = 0; i < oneEachSecond.length; i++) {
                journal.record(i * SECOND, oneEachSecond[i]);
            }
        });
    }

    private static Event begin(String fault, Object value) {
        return new Event.Fault(fault, true, value);
    }

    private static Event end(String fault) {
        return new Event.Fault(fault, false, null);
    }

    @Test
    void aCutIsNamedByItsSidesTheSmallerFirst() {
        Map<String, Set<String>> alone = Map.of("n2", Set.of("n0", "n1", "n3"), "n0", Set.of("n2"), "n1", Set.of("n2"),
                "n3", Set.of("n2"));
        assertEquals(List.of("cut: n2 | n0 n1 n3, 0 to 1.00 s"),
                faults(begin("partition", List.of("one", alone)), end("partition")));
    }

    @Test
    void aCutWithoutSidesSaysWhomEachNodeCannotHear() {
        Map<String, Set<String>> ring = Map.of("n0", Set.of("n2"), "n1", Set.of("n3"));
        assertEquals(List.of("cut: n0 does not hear n2; n1 does not hear n3, 0 to 1.00 s"),
                faults(begin("partition", List.of("majorities-ring", ring)), end("partition")));
    }

    @Test
    void ofManyNodesThatDoNotHearAllOneIsTheExample() {
        Map<String, Set<String>> ring = new HashMap<>();
        MANY.forEach(node -> ring.put(node, Set.of("n10", "n2")));
        assertEquals(List.of("cut: n0 does not hear n2 n10; 11 more do not hear all, 0 to 1.00 s"),
                faults(MANY, begin("partition", List.of("majorities-ring", ring)), end("partition")));
    }

    @Test
    void aCutThatCutsNothingSaysSo() {
        assertEquals(List.of("cut: nothing, 0 to 1.00 s"),
                faults(begin("partition", List.of("minority-third", Map.of())), end("partition")));
    }

    @Test
    void aFaultThatBeginsDuringACutDoesNotChangeIt() {
        Map<String, Set<String>> pair = Map.of("n0", Set.of("n1", "n2", "n3"), "n1", Set.of("n0"), "n2", Set.of("n0"),
                "n3", Set.of("n0"));
        assertEquals(List.of("cut: n0 | n1 n2 n3, 0 to 2.00 s", "loss: 1.00 to 3.00 s"), faults(
                begin("partition", List.of("one", pair)), begin("loss", null), end("partition"), end("loss")));
    }

    @Test
    void aClockIsToldWithItsLeapAndItsSpeed() {
        assertEquals(List.of("clock: n2 leaps 35000 ms ahead and runs at 107 %, 0 to 1.00 s"),
                faults(begin("clock", Map.of("n2", List.of(35_000, 107))), end("clock")));
    }

    @Test
    void nodesThatAreDownAndWhateverElseTheNemesisDoesAreListed() {
        assertEquals(List.of("paused: n3, 1.00 to 2.00 s", "killed: n1, from 3.00 s on", "loss: 4.00 to 5.00 s"),
                faults(new Event.NodeChange("n0", Event.State.KILLED, null), // by the bench, at the end of a run
                        begin("pause", "n3"), new Event.NodeChange("n3", Event.State.RESUMED, null),
                        begin("kill", "n1"), begin("loss", null), end("loss")));
    }
}
