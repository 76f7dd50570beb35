import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A short notation for histories of transactions: {@code "0 ok r x nil, w y 1"} is what process 0 did and how it ended.
 * It began just before, unless there is an earlier line such as {@code "0 begin r x nil, w y 1"}. Lists are
 * {@code [1 2]}.
 */
final class Txns {

    private static final long MILLISECOND = 1_000_000;

    private Txns() {
    }

    static History history(String... lines) {
        History.Recorder recorder = new History.Recorder();
        Map<Integer, Boolean> isOpen = new HashMap<>();
        long time = 0;
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            int process = Integer.parseInt(parts[0]);
            List<List<Object>> steps = Arrays.stream(parts[2].split(", ")).map(Txns::step).toList();
            boolean begins = parts[1].equals("begin");
            if (begins || !isOpen.getOrDefault(process, false)) {
                recorder.add(time += MILLISECOND, Op.Type.INVOKE, process, "txn", asked(steps), null, List.of());
            }
            if (!begins) {
                Op.Type type = Op.Type.valueOf(parts[1].toUpperCase());
                recorder.add(time += MILLISECOND, type, process, "txn", type == Op.Type.OK ? steps : asked(steps),
                        null, List.of());
            }
            isOpen.put(process, begins);
        }
        return recorder.history();
    }

    /** One step of a transaction; a list may hold null. */
    static List<Object> step(String f, Object key, Object value) {
        return Arrays.asList(Keyword.of(f), key, value);
    }

    private static List<Object> step(String text) {
        String[] parts = text.split(" ", 3);
        return step(parts[0], parts[1], value(parts[2]));
    }

    private static Object value(String text) {
        if (text.equals("nil")) {
            return null;
        }
        if (!text.startsWith("[")) {
            return Long.parseLong(text);
        }
        List<Object> elements = new ArrayList<>();
        String inside = text.substring(1, text.length() - 1);
        if (!inside.isEmpty()) {
            Arrays.stream(inside.split(" ")).map(Txns::value).forEach(elements::add);
        }
        return elements;
    }

    /** The steps as a request, without the values of reads. */
    static List<List<Object>> asked(List<List<Object>> steps) {
        Keyword read = Keyword.of("r");
        return steps.stream()
                .map(step -> step.get(0).equals(read) ? step("r", step.get(1), null) : step)
                .toList();
    }
}
