package bench.story;

import java.util.ArrayList;
import java.util.List;

/**
 * A violation as it is told to somebody whose run has just failed.
 *
 * @param title      what is wrong, in one sentence
 * @param lines      how it came about, a sentence or two each; with the title {@value #MOST_LINES} lines at most
 * @param hint       what usually causes it and where to read more; two lines at most
 * @param operations the indices in the history of the operations that prove it
 */
public record Story(String title, List<String> lines, List<String> hint, List<Integer> operations) {

    static final int MOST_LINES = 8;

    /** Title and lines, one below the other. */
    public List<String> text() {
        List<String> text = new ArrayList<>(List.of(title));
        text.addAll(lines);
        return text;
    }
}
