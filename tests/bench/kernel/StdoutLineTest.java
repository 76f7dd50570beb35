import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.kernel.StdoutLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a line on stdout is said so exactly that its sender can be found in the code. */
class StdoutLineTest {

    private static final String MESSAGE = "{\"src\": \"n0\", \"dest\": \"c0\", \"body\": {}}";

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {                           | the start of a message on stdout without its end (a message is one line)
            {"src": "n0", "dest": "c    | the start of a message on stdout without its end (a message is one line)
            {'src': 'n0', 'dest': 'c0'} | a line on stdout that is not JSON (which has double quotes)
            got a request               | a line on stdout that is not JSON (diagnostics belong on stderr)
            """)
    void whatIsNotJsonIsToldByWhatItLooksLike(String line, String mistake) {
        assertEquals("it printed " + mistake, StdoutLine.parse(line).mistake());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t", MESSAGE, " junk", "}"})
    void moreThanWhiteSpaceAfterAMessageIsSomethingThatNobodyReads(String rest) {
        assertEquals(!rest.isBlank(), StdoutLine.parse(MESSAGE + rest).goesOn());
    }
}
