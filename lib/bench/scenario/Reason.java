package bench.scenario;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.check.Violation;
import bench.run.Judge;
import bench.run.TestRun;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a run ended and why, in a few words: {@code valid}, {@code invalid: lost} or {@code broken}. Two runs fail for
 * the same reason if they share an anomaly, even with other values or nodes.
 *
 * @param anomalies the anomalies found, by the checkers' names; the first one counts most
 */
public record Reason(Ending ending, List<String> anomalies) {

    private static final String SEPARATOR = ": ";

    /** From the best to the worst. */
    public enum Ending {
        VALID, UNKNOWN, INVALID, BROKEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a run ended as it did. */
    public static Reason of(TestRun.Outcome outcome, Map<String, Verdict> verdicts) {
        if (outcome.broken() != null) {
            return broken();
        }
        Validity overall = Judge.overall(verdicts);
        Set<String> anomalies = new LinkedHashSet<>();
        verdicts.values().stream().filter(verdict -> verdict.valid() == overall)
                .flatMap(verdict -> verdict.violations().stream()).map(Violation::anomaly).forEach(anomalies::add);
        if (anomalies.remove(Violation.NOTHING_TO_JUDGE)) {
            anomalies.add(Violation.NOTHING_TO_JUDGE);
        }
        return new Reason(switch (overall) {
            case TRUE -> Ending.VALID;
            case UNKNOWN -> Ending.UNKNOWN;
            case FALSE -> Ending.INVALID;
        }, List.copyOf(anomalies));
    }

    public static Reason valid() {
        return new Reason(Ending.VALID, List.of());
    }

    /** The one with the worst ending; valid if there are none. */
    public static Reason worst(Stream<Reason> reasons) {
        return reasons.max(Comparator.comparing(Reason::ending)).orElse(valid());
    }

    /** The reason of a run that could not be finished. */
    public static Reason broken() {
        return new Reason(Ending.BROKEN, List.of());
    }

    /**
     * Parses the format of {@link #toString}.
     *
     * @throws IllegalArgumentException if the text does not start with an ending
     */
    public static Reason parse(String text) {
        String[] parts = text.strip().split("\\s*:\\s*", 2);
        Ending ending = Stream.of(Ending.values()).filter(each -> each.toString().equals(parts[0])).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a verdict is valid, invalid, unknown or broken, and "
                        + "may name anomalies, as in \"invalid: lost\""));
        return new Reason(ending, parts.length == 1 ? List.of() : List.of(parts[1].split("\\s*,\\s*")));
    }

    public boolean isValid() {
        return ending == Ending.VALID;
    }

    /** Whether a limit of fly.io is exceeded, and no checker found anything. */
    public boolean isOnlyLimits() {
        return anomalies.equals(List.of(Judge.LIMITS));
    }

    public boolean isUndecided() {
        return ending == Ending.UNKNOWN;
    }

    /** Whether a run with the other reason failed for the same reason. */
    public boolean isSharedBy(Reason other) {
        return ending == other.ending
                && (anomalies.isEmpty() || other.anomalies.contains(anomalies.getFirst()));
    }

    /** The verdicts with only what shows this reason's first anomaly. */
    public Map<String, Verdict> shownBy(Map<String, Verdict> verdicts) {
        Map<String, Verdict> shown = new LinkedHashMap<>();
        verdicts.forEach((name, verdict) -> shown.put(name, new Verdict(verdict.valid(), verdict.details(),
                verdict.violations().stream()
                        .filter(violation -> anomalies.indexOf(violation.anomaly()) == 0).toList())));
        return shown;
    }

    /** Whether the actual reason fulfils this one as an expectation: all anomalies named here were found. */
    public boolean isMetBy(Reason actual) {
        return ending == actual.ending && actual.anomalies.containsAll(anomalies);
    }

    @Override
    public String toString() {
        return anomalies.isEmpty() ? ending.toString() : ending + SEPARATOR + String.join(", ", anomalies);
    }
}
