package bench.hunt;

import bench.scenario.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of many seeds.
 *
 * @param command  the words after {@code maelstrom}, without the seed
 * @param seeds    the requested seeds
 * @param ran      the number of seeds that ran; fewer than requested if the first failure ended the sweep
 * @param failures the runs that were not valid, in the order of their seeds
 */
public record Tally(List<String> command, Seeds seeds, long ran, List<Failure> failures) {

    private static final int MOST_NAMED = 10;

    public Tally {
        failures = failures.stream().sorted(Comparator.comparingLong(Failure::seed)).toList();
    }

    public long valid() {
        return ran - failures.size();
    }

    /** The number of requested seeds that did not run. */
    public long unseen() {
        return seeds.count() - ran;
    }

    /** The worst of all reasons. */
    public Reason worst() {
        return Reason.worst(failures.stream().map(Failure::reason));
    }

    /** Such as {@code 997 valid, 3 invalid (a value lost: seeds 17, 203 and 655)}. */
    public String describe() {
        List<String> parts = new ArrayList<>(List.of(valid() + " valid"));
        Map<Reason.Ending, List<Failure>> byEnding = new LinkedHashMap<>();
        failures.forEach(each -> byEnding.computeIfAbsent(each.reason().ending(), _ -> new ArrayList<>()).add(each));
        byEnding.forEach((ending, some) -> parts.add(some.size() + " " + ending + " (" + byAnomaly(some) + ")"));
        return String.join(", ", parts);
    }

    private static String byAnomaly(List<Failure> failures) {
        Map<String, List<Long>> seeds = new LinkedHashMap<>();
        failures.forEach(each ->
                seeds.computeIfAbsent(AnomalyWords.of(each.reason()), _ -> new ArrayList<>()).add(each.seed()));
        return seeds.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue().size() > 1 ? ": seeds " : ": seed ")
                        + some(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String some(List<Long> seeds) {
        List<String> names = seeds.stream().limit(MOST_NAMED).map(String::valueOf).toList();
        if (seeds.size() > MOST_NAMED) {
            return String.join(", ", names) + " and " + (seeds.size() - MOST_NAMED) + " more";
        }
        return Stream.of(String.join(", ", names.subList(0, names.size() - 1)), names.getLast())
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" and "));
    }
}
