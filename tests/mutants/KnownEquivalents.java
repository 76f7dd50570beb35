import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Mutants that behave like the original, with the reasons. They are known by method, change and the text of the line,
 * so an edit elsewhere in the file makes no difference. Among equal ones on a line, the number says which.
 *
 * <pre>
 * counter.refresh: removed call to Maelstrom$Node::log
 *     node.log("Could not refresh: " + e.getMessage());
 * A log line is for people.
 * </pre>
 */
final class KnownEquivalents {

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** @param file one paragraph for each mutant: what it changes, the line, and why that makes no difference */
    static KnownEquivalents in(Path file) throws IOException {
        KnownEquivalents known = new KnownEquivalents();
        for (String paragraph : Files.readString(file).split("\n\n+")) {
            List<String> lines = paragraph.lines().filter(line -> !line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                known.reasons.put(lines.get(0).strip() + "\n" + lines.get(1).strip(),
                        String.join(" ", lines.subList(2, lines.size())));
            }
        }
        return known;
    }

    /** Why this key's mutant is equivalent. */
    Optional<String> reason(String key) {
        return Optional.ofNullable(reasons.get(key));
    }

    /** Of some entries, those that fit none of these keys. They should be removed. */
    List<String> unused(Predicate<String> which, List<String> keys) {
        return reasons.keySet().stream().filter(which)
                .filter(key -> !keys.contains(key)).toList();
    }

    /**
     * The keys of mutants, in their order.
     *
     * @param folders where the source files are
     */
    static List<String> keys(List<Mutant> mutants, List<Path> folders) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (Mutant mutant : mutants) {
            String line = mutant.sourceLine(folders).strip();
            String what = mutant.type() + "." + mutant.method() + ": " + mutant.change();
            int number = counts.merge(what + "\n" + line, 1, Integer::sum);
            keys.add(what + (number > 1 ? " #" + number : "") + "\n" + line);
        }
        return keys;
    }
}
