package bench.check.elle;

import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.check.Violation;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Collects the anomalies of one history, with a few examples of each, and draws the verdict from them. */
final class Findings {

    /** The most examples kept of one anomaly; a broken store may show it thousands of times. */
    private static final int MAX_EXAMPLES = 5;

    private static final String CYCLE_EXISTS = "-cycle-exists";

    /**
     * One case of an anomaly.
     *
     * @param facts      its entry in Elle's results
     * @param operations the operations that prove it
     * @param proof      how they prove it, without the anomaly's name
     */
    record Example(Map<Keyword, Object> facts, List<Op> operations, Violation.Proof proof) {

        /** Takes the facts as alternating names and values. */
        static Example of(List<Op> operations, Violation.Proof proof, Object... namesAndValues) {
            Map<Keyword, Object> facts = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                facts.put(Keyword.of((String) namesAndValues[i]), namesAndValues[i + 1]);
            }
            return new Example(facts, operations, proof);
        }

        /** An example about one transaction whose claim needs no further proof. */
        static Example of(Txn txn, String claim, Object... namesAndValues) {
            return of(List.of(txn.completion()),
                    clients -> List.of(claim + ".", "T1 = " + txn.describe(clients)), namesAndValues);
        }

        /** The same about two transactions. */
        static Example of(Txn first, Txn second, String claim, Object... namesAndValues) {
            return of(List.of(first.completion(), second.completion()), clients -> List.of(claim + ".",
                    "T1 = " + first.describe(clients), "T2 = " + second.describe(clients)), namesAndValues);
        }
    }

    private final Map<String, List<Example>> examples = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Notes one case. Its explanation is computed only if the case is among the first. */
    void add(String anomaly, Supplier<Example> example) {
        int before = counts.getOrDefault(anomaly, 0);
        counts.put(anomaly, before + 1);
        if (before < MAX_EXAMPLES) {
            examples.computeIfAbsent(anomaly, _ -> new ArrayList<>()).add(example.get());
        }
    }

    /** Notes that no transaction is known to depend on any other, so nothing could be judged. */
    void addNothingToJudge() {
        add(Violation.NOTHING_TO_JUDGE, () -> Example.of(List.of(),
                _ -> List.of("No transaction read or replaced what another one wrote.")));
    }

    /** The verdict on a history that must have none of the forbidden anomalies. */
    Verdict verdict(Predicate<String> forbidden) {
        Set<String> found = new TreeSet<>(counts.keySet());
        found.removeIf(forbidden.negate());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("anomaly-types", keywords(found));
        details.put("anomalies", facts(found));
        return Verdict.of(found.isEmpty(), details, violations(found, List.of()));
    }

    /**
     * The verdict of these models on a history with these anomalies, as Elle gives it: invalid if one of the models
     * forbids one of the anomalies; otherwise unknown if there was nothing to judge.
     */
    Verdict verdict(List<String> models) {
        Set<String> forbidden = ConsistencyModels.forbidden(models);
        Set<String> reported = new TreeSet<>(counts.keySet());
        reported.removeIf(anomaly -> !forbidden.contains(anomaly) && !anomaly.equals(Violation.NOTHING_TO_JUDGE));
        Validity valid = reported.isEmpty() ? Validity.TRUE
                : reported.stream().anyMatch(forbidden::contains) ? Validity.FALSE : Validity.UNKNOWN;
        reported.removeAll(impliedExistence(reported));
        if (reported.isEmpty()) {
            return new Verdict(valid, Map.of("anomaly-types", List.of()), List.of());
        }
        ConsistencyModels.Boundary boundary = ConsistencyModels.boundary(counts.keySet());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("anomaly-types", keywords(reported));
        details.put("anomalies", facts(reported));
        details.put("not", keywords(boundary.not()));
        details.put("also-not", keywords(boundary.alsoNot()));
        return new Verdict(valid, details, violations(reported, models));
    }

    /**
     * The "cycle exists" anomalies of levels that another anomaly already shows to be broken. They would say nothing
     * new.
     */
    private static List<String> impliedExistence(Set<String> reported) {
        List<String> others = reported.stream().filter(anomaly -> !anomaly.endsWith(CYCLE_EXISTS)).toList();
        Set<String> ruledOut = ConsistencyModels.ruledOutBy(others);
        return CycleExistence.LEVELS.stream()
                .filter(level -> ruledOut.contains(level.model()))
                .map(CycleExistence.Level::anomaly)
                .toList();
    }

    private static List<Keyword> keywords(Collection<String> names) {
        return names.stream().map(Keyword::of).toList();
    }

    private Map<Keyword, Object> facts(Set<String> reported) {
        Map<Keyword, Object> facts = new LinkedHashMap<>();
        reported.forEach(anomaly ->
                facts.put(Keyword.of(anomaly), examples.get(anomaly).stream().map(Example::facts).toList()));
        return facts;
    }

    private List<Violation> violations(Set<String> reported, List<String> models) {
        return reported.stream().map(anomaly -> {
            Example first = examples.get(anomaly).getFirst();
            return new Violation(anomaly, List.of(), first.operations(), clients -> {
                List<String> lines = new ArrayList<>(first.proof().lines(clients));
                lines.set(0, "%s%s: %s".formatted(Anomaly.describe(anomaly), forbiddenBy(anomaly, models),
                        lines.getFirst()));
                return lines;
            }, new Violation.Others(counts.get(anomaly) - 1, "case of " + anomaly, List.of()));
        }).toList();
    }

    private static String forbiddenBy(String anomaly, List<String> models) {
        return models.stream().filter(model -> ConsistencyModels.forbidden(List.of(model)).contains(anomaly))
                .findFirst().map(model -> ", which %s forbids".formatted(model)).orElse("");
    }
}
