package bench.report;

import bench.history.Json;
import bench.story.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the headline as JSON for a script element. It contains no {@code <}, so no text in it can end the element. */
final class HeadJson {

    private HeadJson() {
    }

    /**
     * @param why     the content of {@code why.json}, or null
     * @param command the words that repeat the run, or null
     */
    static String write(Headline headline, Excerpt.Omission omission, Object why, String command) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("title", headline.title());
        head.put("valid", headline.valid());
        head.put("facts", headline.facts().stream().map(fact -> List.of(fact.name(), fact.value())).toList());
        head.put("stories", headline.stories().stream().map(Story::toMap).toList());
        head.put("why", why);
        head.put("command", command);
        head.put("leftOut", omission.words());
        head.put("nodesHearAll", omission.nodesHearAll());
        head.put("omitted", omission.messages().entrySet().stream()
                .map(entry -> omitted(entry.getKey(), entry.getValue())).toList());
        return Json.write(head).replace("<", "\\u003c");
    }

    private static Map<String, Object> omitted(Excerpt.Kind kind, int count) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("second", kind.second());
        map.put("type", kind.type());
        map.put("src", kind.src());
        map.put("count", count);
        return map;
    }
}
