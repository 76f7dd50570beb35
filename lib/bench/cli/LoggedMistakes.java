package bench.cli;

import bench.journal.Event;
import bench.journal.Journal;
import bench.run.Conduct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the nodes' logs what the helper says of mistakes in their code, each once: the place of an exception, and a
 * message of another node that no handler can take. Nobody else hears of the latter, because its sender gets no answer.
 */
final class LoggedMistakes implements Journal {

    /** Such as {@code npe.java:22: the handler of Read failed}. */
    private static final Pattern THROWN = Pattern.compile("(\\S+\\.java:\\d+): .*");
    private static final Pattern UNHANDLED = Pattern.compile(
            "No reply to \\S+: its message has no msg_id\\. Otherwise it would get error 1[02]: ((.*?)(; it was .*)?)");
    private static final int MOST = 3;

    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Set<String>> nodes = new LinkedHashMap<>();

    @Override
    public void record(long nanos, Event event) {
        if (event instanceof Event.Log(String node, String line)) {
            Matcher thrown = THROWN.matcher(line);
            Matcher unhandled = UNHANDLED.matcher(line);
            if (thrown.matches()) {
                note(node, thrown.group(1), ", " + line);
            } else if (unhandled.matches()) {
                note(node, unhandled.group(2), " could not handle a message of another node: " + unhandled.group(1));
            }
        }
    }

    private void note(String node, String mistake, String said) {
        if (words.size() < MOST || words.containsKey(mistake)) {
            words.putIfAbsent(mistake, said);
            nodes.computeIfAbsent(mistake, _ -> new LinkedHashSet<>()).add(node);
        }
    }

    /** Such as {@code n0 and 4 more, npe.java:22: …}; the first few only. */
    List<String> lines() {
        return words.entrySet().stream().map(entry ->
                Conduct.some(new ArrayList<>(nodes.get(entry.getKey()))) + entry.getValue()).toList();
    }
}
