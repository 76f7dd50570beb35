package bench.story;

import bench.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** As {@code results.edn} has it; the report of an older run takes it from there. */
    public Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("title"), title);
        map.put(Keyword.of("lines"), lines);
        map.put(Keyword.of("hint"), hint);
        map.put(Keyword.of("operations"), operations);
        return map;
    }

    /** Title and lines, one below the other. */
    public List<String> text() {
        List<String> text = new ArrayList<>(List.of(title));
        text.addAll(lines);
        return text;
    }
}
