package bench.engine;

import bench.check.Phrases;
import bench.journal.Event;
import bench.journal.Journal;
import bench.run.Conduct;
import bench.run.LoggedExceptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds mistakes in the nodes' code in their logs, each once: exceptions, and messages of other nodes that no handler
 * of the helper can take. Nobody else hears of the latter, because their sender gets no answer.
 */
final class LoggedMistakes implements Journal {

    /** Such as {@code npe.java:22: the handler of Read failed}. */
    private static final Pattern THROWN = Pattern.compile("(\\S+\\.java:\\d+): .*");
    private static final Pattern UNHANDLED = Pattern.compile(
            "No reply to \\S+: its message has no msg_id\\. Otherwise it would get error 1[02]: ((.*?)(; it was .*)?)");
    private static final int MOST = 3;

    private final Map<String, LoggedExceptions> exceptions = new HashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Set<String>> nodes = new LinkedHashMap<>();

    @Override
    public void record(long nanos, Event event) {
        if (event instanceof Event.Log(String node, String line)) {
            Matcher thrown = THROWN.matcher(line);
            Matcher unhandled = UNHANDLED.matcher(line);
            Optional<String> exception = exceptions.computeIfAbsent(node, _ -> new LoggedExceptions()).next(line);
            if (thrown.matches()) {
                note(node, thrown.group(1), ", " + line);
            } else if (unhandled.matches()) {
                note(node, unhandled.group(2), " could not handle a message of another node: " + unhandled.group(1));
            } else if (exception.isPresent()) {
                note(node, exception.get().replaceAll("\\d+", ""), " logged: " + Phrases.plain(exception.get()));
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
