import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.history.Json;
import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values are shown in the nodes' notation. */
class JsonTest {

    @Test
    void typesCanBeTold() {
        assertEquals("[1,\"1\",1.0,null,true,\"w\"]",
                Json.write(Arrays.asList(1L, "1", 1.0, null, true, Keyword.of("w"))));
        assertEquals("{\"echo\":\"a \\\"b\\\"\"}", Json.write(Map.of(Keyword.of("echo"), "a \"b\"")));
    }

    @Test
    void aNumberThatIsTooLargeIsATextBecauseJsonHasNoInfinity() {
        assertEquals("[\"Infinity\",\"-Infinity\"]",
                Json.write(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }
}
