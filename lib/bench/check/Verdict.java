package bench.check;

import bench.history.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a checker says of a history.
 *
 * @param valid      as Jepsen's {@code :valid?}
 * @param details    the other entries of the result map, by their names in Jepsen's results (without the colon;
 *                   maps inside have {@link Keyword}s)
 * @param violations what is wrong, or why nobody can know; when valid, at most what Maelstrom does not judge
 */
public record Verdict(Validity valid, Map<String, Object> details, List<Violation> violations) {

    /** Jepsen's three answers, from best to worst. */
    public enum Validity {
        TRUE, UNKNOWN, FALSE;

        public Validity and(Validity other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** As Jepsen writes it: true, false or {@code :unknown}. */
        public Object edn() {
            return this == UNKNOWN ? Keyword.of("unknown") : (Object) (this == TRUE);
        }
    }

    public static Verdict of(boolean valid, Map<String, Object> details, List<Violation> violations) {
        return new Verdict(valid ? Validity.TRUE : Validity.FALSE, details, violations);
    }

    /** The same, where each violation is a sentence that needs no history to be understood. */
    public static Verdict saying(boolean valid, Map<String, Object> details, List<String> sentences) {
        return of(valid, details, sentences.stream().map(sentence -> Violation.of("", sentence)).toList());
    }

    /** A history that cannot be judged, and why. */
    public static Verdict unknown(Map<String, Object> details, String reason) {
        return new Verdict(Validity.UNKNOWN, details, List.of(Violation.of("unknown", reason)));
    }

    /** The same, with more to tell. */
    public Verdict with(List<Violation> more) {
        return new Verdict(valid, details, Stream.concat(violations.stream(), more.stream()).toList());
    }

    /** The violations in the words of the history alone, which knows processes and no nodes. */
    public List<String> complaints() {
        return violations.stream().map(Violation::describe).toList();
    }

    /** The result map as {@code results.edn} has it: {@code :valid?} first. */
    public Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("valid?"), valid.edn());
        details.forEach((name, value) -> map.put(Keyword.of(name), value));
        return map;
    }
}
