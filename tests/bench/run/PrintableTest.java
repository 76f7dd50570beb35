import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.run.Printable;
import org.junit.jupiter.api.Test;

/** A node's text can neither move the cursor nor imitate a line of the bench. */
class PrintableTest {

    @Test
    void controlCharactersAreShown() {
        assertEquals("\\u001b[2J\\u0007\\u000aEverything", Printable.text("\033[2J\7\nEverything"));
    }

    @Test
    void textThatTurnsItsDirectionAndHalfCharactersAreShown() {
        assertEquals("\\u202eabc \\ud800", Printable.text("\u202eabc \ud800"));
    }

    @Test
    void allOtherTextStaysAsItIs() {
        assertEquals("grün 漢字 😀 {\"a\": 1}", Printable.text("grün 漢字 😀 {\"a\": 1}"));
        assertEquals("one\ntwo \\u001b", Printable.lines("one\ntwo \033"));
        assertEquals("\tat Script.main", Printable.text("\tat Script.main"));
    }
}
