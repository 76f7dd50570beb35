package bench.learn;

import bench.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a learner is told about a level that they have not passed. The texts are in {@code levels.txt}.
 *
 * @param level such as {@code 3d}
 * @param title its name
 * @param asks  what it asks of a node, in a line
 * @param hints from the first to the last; none is a solution
 */
public record Lesson(String level, String title, String asks, List<String> hints) {

    private static final Pattern HEAD = Pattern.compile("(\\d\\w?) (.+)");

    /** The lesson of a level; empty if there is none. */
    public static Optional<Lesson> of(String level) {
        return all().stream().filter(lesson -> lesson.level.equals(level)).findFirst();
    }

    static List<Lesson> all() {
        return Stream.of(Resource.text("bench/learn/levels.txt").split("\n\n")).map(Lesson::parse).toList();
    }

    /** A head, a line that is indented, and a paragraph after a hyphen for each hint. */
    private static Lesson parse(String section) {
        List<String> lines = section.lines().toList();
        Matcher head = HEAD.matcher(lines.getFirst());
        if (!head.matches()) {
            throw new IllegalStateException("levels.txt: no level and title: " + lines.getFirst());
        }
        List<String> hints = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("- ")) {
                hints.add(line.substring(2));
            } else {
                hints.add(hints.removeLast() + "\n" + line.strip());
            }
        }
        return new Lesson(head.group(1), head.group(2), lines.get(1).strip(), hints);
    }
}
