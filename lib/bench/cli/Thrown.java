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

/** Finds in the nodes' logs the places where their code threw an exception, each place once. */
final class Thrown implements Journal {

    /** The start of such a line, written by the helper: {@code npe.java:22: }. */
    private static final Pattern PLACE = Pattern.compile("(\\S+\\.java:\\d+): .*");
    private static final int MOST = 3;

    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, Set<String>> nodes = new LinkedHashMap<>();

    @Override
    public void record(long nanos, Event event) {
        if (event instanceof Event.Log(String node, String line)) {
            Matcher place = PLACE.matcher(line);
            if (place.matches() && (lines.size() < MOST || lines.containsKey(place.group(1)))) {
                lines.putIfAbsent(place.group(1), line);
                nodes.computeIfAbsent(place.group(1), _ -> new LinkedHashSet<>()).add(node);
            }
        }
    }

    /** Such as {@code n0 and 4 more, npe.java:22: …}; the first places only. */
    List<String> lines() {
        return lines.entrySet().stream().map(place ->
                Conduct.some(new ArrayList<>(nodes.get(place.getKey()))) + ", " + place.getValue()).toList();
    }
}
