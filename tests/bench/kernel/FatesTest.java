import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Fates;
import bench.kernel.Latency;
import bench.kernel.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fate of a message depends only on the seed, its link and its number on the link. */
class FatesTest {

    /** The arrival times of each link in ms, if n0 sends this many messages to n1 and to n2, one a second. */
    private static Map<String, List<Long>> arrivals(long seed, int toN1, int toN2, Consumer<Fates> faults) {
        EventLoop loop = new EventLoop(new Clock.Virtual());
        Fates fates = new Fates(new Latency(Latency.Distribution.EXPONENTIAL, 100), seed);
        faults.accept(fates);
        Network network = new Network(loop, fates, 0, Journal.NOBODY);
        Map<String, List<Long>> arrivals = new TreeMap<>();
        network.add("n0", _ -> { });
        for (String dest : List.of("n1", "n2")) {
            network.add(dest, _ -> arrivals.computeIfAbsent(dest, _ -> new ArrayList<>()).add(loop.now() / 1_000_000));
            for (int i = 0; i < (dest.equals("n1") ? toN1 : toN2); i++) {
                loop.at(i * 1_000_000_000L, () -> network.send("n0", dest, JsonNodeFactory.instance.objectNode()));
            }
        }
        loop.at(1_000_000_000_000L, loop::stop);
        loop.run();
        return arrivals;
    }

    @Test
    void aMessageThatIsLeftOutChangesNoOtherLink() {
        List<Long> all = arrivals(1, 20, 20, _ -> { }).get("n2");
        assertEquals(20, all.size());
        assertEquals(all, arrivals(1, 3, 20, _ -> { }).get("n2"));
        assertEquals(all.subList(0, 5), arrivals(1, 20, 5, _ -> { }).get("n2"));
        assertNotEquals(all, arrivals(2, 20, 20, _ -> { }).get("n2"));
    }

    @Test
    void linksDrawTheirOwnFates() {
        Map<String, List<Long>> arrivals = arrivals(1, 20, 20, _ -> { });
        assertNotEquals(arrivals.get("n1"), arrivals.get("n2"));
    }

    @Test
    void injectedLossTakesMessagesAwayAndLeavesTheOthersTheirDelays() {
        List<Long> all = arrivals(1, 0, 100, _ -> { }).get("n2");
        List<Long> rest = arrivals(1, 0, 100, fates -> fates.lose(0.3)).get("n2");
        assertEquals(rest, all.stream().filter(rest::contains).toList());
        assertEquals(70, rest.size(), 15);
    }

    @Test
    void aDoubledMessageArrivesTwice() {
        assertEquals(200, arrivals(1, 0, 100, fates -> fates.duplicate(1)).get("n2").size());
    }
}
