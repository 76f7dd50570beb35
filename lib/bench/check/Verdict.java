package bench.check;

import bench.history.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A checker's verdict on a history.
 *
 * @param valid      as Jepsen's {@code :valid?}
 * @param details    the other entries of the result map, by their names in Jepsen's results (without the colon; maps
 *                   inside have {@link Keyword}s)
 * @param violations what is wrong, or why the verdict is unknown; if valid, only what Maelstrom does not judge
 */
public record Verdict(Validity valid, Map<String, Object> details, List<Violation> violations) {

    /** Jepsen's three answers, from best to worst. */
    public enum Validity {
        TRUE, UNKNOWN, FALSE;

        public Validity and(Validity other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** Jepsen's notation: true, false or {@code :unknown}. */
        public Object edn() {
            return this == UNKNOWN ? Keyword.of("unknown") : (Object) (this == TRUE);
        }
    }

    public static Verdict of(boolean valid, Map<String, Object> details, List<Violation> violations) {
        return new Verdict(valid ? Validity.TRUE : Validity.FALSE, details, violations);
    }

    /** The verdict on a history that cannot be judged, with the reason. */
    public static Verdict unknown(Map<String, Object> details, String reason) {
        return new Verdict(Validity.UNKNOWN, details, List.of(Violation.of("unknown", reason)));
    }

    /** The same verdict with more violations. */
    public Verdict with(List<Violation> more) {
        return new Verdict(valid, details, Stream.concat(violations.stream(), more.stream()).toList());
    }

    /** The violations in terms of the history alone, which knows processes but not nodes. */
    public List<String> complaints() {
        return violations.stream().map(Violation::describe).toList();
    }

    /** The result map for {@code results.edn}, {@code :valid?} first. */
    public Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("valid?"), valid.edn());
        details.forEach((name, value) -> map.put(Keyword.of(name), value));
        return map;
    }
}
