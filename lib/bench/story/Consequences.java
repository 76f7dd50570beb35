package bench.story;

import bench.check.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds anomalies of a log that only follow from another one, so that their own words would mislead. */
final class Consequences {

    /** Where offsets contradict each other, a log has no order. */
    private static final Set<String> NO_ORDER = Set.of("inconsistent-offsets", "duplicate");

    /** Nor can one say where a poll begins or ends if its own messages are out of order. */
    private static final Set<String> NO_ORDER_OF_POLLS = Stream.concat(NO_ORDER.stream(),
            Stream.of("int-nonmonotonic-poll")).collect(Collectors.toSet());

    private static final Map<String, Set<String>> CAUSES = Map.of(
            "poll-skip", NO_ORDER_OF_POLLS, "int-poll-skip", NO_ORDER_OF_POLLS, "nonmonotonic-poll", NO_ORDER_OF_POLLS,
            "int-nonmonotonic-poll", NO_ORDER, "nonmonotonic-send", NO_ORDER, "int-nonmonotonic-send", NO_ORDER);

    private Consequences() {
    }

    /** The violations that stand for themselves. */
    static List<Violation> removedFrom(List<Violation> violations) {
        Set<String> found = violations.stream().map(Violation::anomaly).collect(Collectors.toSet());
        return violations.stream().filter(violation ->
                Collections.disjoint(CAUSES.getOrDefault(violation.anomaly(), Set.of()), found)).toList();
    }
}
