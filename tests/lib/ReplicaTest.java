import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Replicas send each other what is missing, under any faults of the network. */
class ReplicaTest {

    private final Replica one = new Replica("one");
    private final Replica other = new Replica("other");

    private static void add(Replica replica, long... values) {
        LongStream.of(values).forEach(replica::add);
    }

    @Test
    void aValueCountsOnce() {
        assertTrue(one.add(7));
        assertFalse(one.add(7));
        assertEquals(List.of(7), List.copyOf(one.values()));
        assertEquals(Map.of("one", 1), one.have());
    }

    @Test
    void oneExchangeMakesTwoReplicasEqual() {
        add(one, 1, 2, 3);
        add(other, 4);
        assertFalse(one.covers(other.have()));
        assertFalse(one.isCoveredBy(other.have()));
        assertTrue(other.merge(one.since(other.have())));
        assertTrue(one.merge(other.since(one.have())));
        assertEquals(one.have(), other.have());
        assertTrue(one.covers(other.have()) && one.isCoveredBy(other.have()));
        assertEquals(List.of(), one.since(other.have()));
    }

    @Test
    void newsMayComeTwiceAndOverlap() {
        add(one, 1, 2);
        List<Replica.Part> early = List.copyOf(one.since(Map.of()));
        other.merge(one.since(Map.of()));
        add(one, 3);
        assertTrue(other.merge(one.since(Map.of())), "3 is new");
        assertFalse(other.merge(early));
        assertEquals(List.of(1L, 2L, 3L), List.copyOf(other.values()));
    }

    @Test
    void whatWouldLeaveAGapWaitsForAnotherTime() {
        add(one, 1, 2, 3);
        assertFalse(other.merge(one.since(Map.of("one", 2))));
        assertEquals(Map.of(), other.have());
    }

    @Test
    void aMessageIsBoundedAndTheNextOneGoesOn() {
        LongStream.range(0, 12_000).forEach(one::add);
        List<Integer> sizes = new ArrayList<>();
        while (one.since(other.have()).size() > 0) {
            List<Replica.Part> news = one.since(other.have());
            sizes.add(news.stream().mapToInt(part -> part.values().size()).sum());
            other.merge(news);
        }
        assertEquals(List.of(5_000, 5_000, 2_000), sizes);
        assertEquals(List.copyOf(one.values()), List.copyOf(other.values()));
    }
}
