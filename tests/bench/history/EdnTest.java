import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Edn;
import bench.history.EdnReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The EDN that Jepsen and the bench write can be read. */
class EdnTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        for (String edn : List.of("nil", "true", "-17", "0.25", ":read", "\"a \\\"quote\\\" and a \\\\ and a \\n\"",
                "[1 [2 nil] []]", "{:valid? true, \"key\" [:one {\"n1\" [\"n2\"]}], 0.5 12}", "{}",
                "123456789012345678901234567890", "[##Inf ##-Inf]")) {
            assertEquals(edn, Edn.write(EdnReader.read(edn)));
        }
    }

    @Test
    void nothingThatANodeSaysCannotBeStoredOrSteersATerminal() {
        for (String odd : List.of("half of a pair: \ud800", "\u001b[31mred", "\u009b", "\u0000")) {
            String edn = Edn.write(odd);
            assertTrue(edn.chars().allMatch(c -> c >= ' ' && c < 0x7f), edn);
            assertEquals(odd, EdnReader.read(edn));
        }
        assertEquals("\"\ud83d\ude00\"", Edn.write("\ud83d\ude00"));
    }

    @Test
    void jepsensOwnFormsAreUnderstood() {
        assertEquals(Set.of("n1", "n2"), EdnReader.read("#{\"n1\" \"n2\"}"));
        assertEquals(Map.of("a", 1L), EdnReader.read("#jepsen.history.Op{\"a\" 1}"));
        assertEquals(List.of(1L, 2L), EdnReader.read(" (1, 2)"));
        assertEquals(0.75, EdnReader.read("3/4"));
        assertEquals(List.of(Double.NaN, 1L), EdnReader.read("[##NaN 1]"));
        assertEquals("\u00e9", EdnReader.read("\"\\u00e9\""));
    }

    @Test
    void aTextThatBreaksOffIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read("[1 2"));
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read("{:a }"));
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read(""));
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read("\"\\u00"));
    }

    @Test
    void twoValuesAreNotOne() {
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read("1 2"));
        assertThrows(IllegalArgumentException.class, () -> EdnReader.read("[1]]"));
        assertEquals(1L, EdnReader.read("1 ,\n"));
    }
}
