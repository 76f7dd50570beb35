import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.ClojureSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The expected orders are what a Clojure prompt prints for these sets. */
class ClojureSetsTest {

    private static List<Object> inOrder(Object... values) {
        List<Object> sorted = new ArrayList<>(Arrays.asList(values));
        sorted.sort(ClojureSets.ORDER);
        return sorted;
    }

    @Test
    void numbersComeAsClojureHasThem() {
        assertEquals(List.of(0L, 7L, 1L, 4L, 15L, 13L, 6L, 17L, 3L, 12L, 2L, 19L, 11L, 9L, 5L, 14L, 16L, 10L, 18L, 8L),
                inOrder(LongStream.range(0, 20).boxed().toArray()));
    }

    @Test
    void nullComesFirst() {
        assertEquals(Arrays.asList(null, 0L, 7L), inOrder(7L, 0L, null));
    }

    @Test
    void listsAndTextsComeAsClojureHasThem() {
        assertEquals(List.of(0.5, true, "a", "bc", List.of(2L, 1L), List.of(2L), List.of(1L, 2L), List.of(1L)),
                inOrder(List.of(1L), List.of(2L), List.of(1L, 2L), List.of(2L, 1L), "a", "bc", 0.5, true));
    }

    @Test
    void mapsAndLongNumbersComeAsClojureHasThem() {
        Map<String, Long> both = Map.of("a", 1L, "b", 2L);
        assertEquals(List.of(0.5, "d", both, 1_099_511_627_776L, "f", "e", Map.of("a", 1L), -1L, 4_294_967_296L,
                Map.of(), Map.of("b", 2L), Map.of("a", 2L), "a", "b", 12_345_678_901L, "c"),
                inOrder(Map.of("a", 1L), Map.of("b", 2L), Map.of("a", 2L), both, Map.of(), 1_099_511_627_776L, -1L,
                        4_294_967_296L, 12_345_678_901L, 0.5, "a", "b", "c", "d", "e", "f"));
    }

    /** They have the hash 0, which is before all others. */
    @Test
    void theEmptyTextAndZeroComeFirst() {
        assertEquals(List.of("", 0.5, "d"), inOrder("d", 0.5, ""));
        assertEquals(List.of(-0.0, 0.5, "d"), inOrder("d", 0.5, -0.0));
    }
}
