import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.history.Nouns;
import org.junit.jupiter.api.Test;

class NounsTest {

    @Test
    void onlyOneIsSingular() {
        assertEquals("0 nodes", Nouns.count(0, "node"));
        assertEquals("1 node", Nouns.count(1, "node"));
        assertEquals("7,381 nodes", Nouns.count(7381, "node"));
        assertEquals("once", Nouns.times(1));
        assertEquals("2 times", Nouns.times(2));
    }
}
