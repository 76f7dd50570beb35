import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.kernel.StdoutLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a line on stdout is said so exactly that its sender can be found in the code. */
class StdoutLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"src": null, "dest": "n1", "body": {}} | whose src is null (a node learns its id from init)
            {"dest": "n1", "body": {}}              | whose src is missing (a node learns its id from init)
            {"src": "n0", "body": {}}               | whose dest is missing
            {"src": "n0", "dest": null, "body": {}} | whose dest is null
            {"src": "n0", "dest": 1, "body": {}}    | whose dest is not a string
            """)
    void aMessageWithoutBothEndsIsWrong(String line, String mistake) {
        assertEquals("it sent a message " + mistake, StdoutLine.parse(line).mistake());
    }
}
