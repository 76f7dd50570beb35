import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bench.hunt.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shares of a range of seeds contain each seed once. */
class SeedsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void theShardsTogetherAreTheRange(int shards) {
        Seeds all = Seeds.parse("5..17");
        List<Seeds> parts = IntStream.rangeClosed(1, shards).mapToObj(part -> all.shard(part + "/" + shards)).toList();
        assertEquals(LongStream.rangeClosed(5, 17).boxed().toList(),
                parts.stream().flatMap(part -> part.stream().boxed()).sorted().toList());
        assertEquals(13, parts.stream().mapToLong(Seeds::count).sum());
        parts.forEach(part -> assertEquals(part.stream().count(), part.count()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "9..1", "1..x", "1...3", "-1..3", "1..9999999999999999"})
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Seeds.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1", "1/0", "a/b", "1/999999"})
    void whatIsNoPartIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Seeds.parse("1..10").shard(text));
    }

    @Test
    void aRangeOfOneSeedIsARange() {
        assertEquals(List.of(17L), Seeds.parse("17..17").stream().boxed().toList());
    }
}
