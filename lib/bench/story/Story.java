package bench.story;

import bench.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The explanation of a violation for somebody whose run has just failed.
 *
 * @param title      what is wrong, in one sentence
 * @param lines      how it happened, a sentence or two each; with the title at most {@value #MOST_LINES} lines
 * @param hint       what usually causes it and where to read more; at most two lines
 * @param operations the indices of the operations in the history that prove it
 */
public record Story(String title, List<String> lines, List<String> hint, List<Integer> operations) {

    static final int MOST_LINES = 8;

    /** Takes what {@link #toMap} has made. */
    static Story of(Map<?, ?> map) {
        return new Story((String) map.get(Keyword.of("title")), texts(map, "lines"), texts(map, "hint"),
                list(map, "operations").stream().map(index -> ((Number) index).intValue()).toList());
    }

    private static List<String> texts(Map<?, ?> map, String name) {
        return list(map, name).stream().map(String.class::cast).toList();
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return (List<?>) map.get(Keyword.of(name));
    }

    /** The story as plain values, which can be written as EDN or JSON. */
    public Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("title"), title);
        map.put(Keyword.of("lines"), lines);
        map.put(Keyword.of("hint"), hint);
        map.put(Keyword.of("operations"), operations);
        return map;
    }

    /** The title, followed by the lines. */
    public List<String> text() {
        List<String> text = new ArrayList<>(List.of(title));
        text.addAll(lines);
        return text;
    }
}
