import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bench.catalogue.Catalogue;
import bench.nemesis.Faults;
import bench.soak.Variants;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variants of a challenge ask no more than a correct script can give, and all faults occur. */
class VariantsTest {

    private static final List<String> CHALLENGE = List.of("-w", "broadcast", "--node-count", "25", "--rate", "1000",
            "--time-limit", "20", "--latency", "100", "--availability", "total", "--nemesis", "partition",
            "--max-msgs-per-op", "30", "--max-median", "400", "--max-latency", "600");

    static Stream<Catalogue.Challenge> challenges() throws IOException {
        return Catalogue.challenges(Shell.home()).stream();
    }

    /** The variants that break a rule; the challenge as it is may. */
    private static List<String> breaking(Predicate<String> rule) {
        return Variants.of(CHALLENGE).all().stream().skip(1).map(options -> String.join(" ", options))
                .filter(rule.negate()).toList();
    }

    @Test
    void theFirstIsTheChallengeAsItIsAndOnlyThatHasLimits() {
        assertEquals(CHALLENGE, Variants.of(CHALLENGE).all().getFirst());
        assertEquals(List.of(), breaking(options ->
                options.startsWith("-w broadcast --node-count 25 ") && !options.contains("--max-")));
    }

    @Test
    void allOthersAreShort() {
        assertEquals(List.of(), breaking(options ->
                options.contains(" --rate 100 ") && options.contains(" --time-limit 10 ")));
        assertEquals(List.of(), Variants.of(List.of("-w", "broadcast", "--rate", "0.5")).all().stream()
                .filter(options -> !String.join(" ", options).contains("--rate 0.5")).toList());
    }

    @Test
    void whereNodesAreStoppedAvailabilityIsNotAskedFor() {
        assertEquals(List.of(), breaking(options ->
                options.contains("--availability total") != (options.contains("pause") || options.contains("kill"))));
    }

    @Test
    void slowLinksHaveABound() {
        assertEquals(List.of(), breaking(options -> !options.contains("slow")
                || options.contains("--latency 100") && !options.contains("exponential")));
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void eachFaultOccursWhereItMay(Catalogue.Challenge challenge) {
        Set<String> faults = Variants.of(challenge.options()).all().stream()
                .filter(options -> options.contains("--nemesis"))
                .flatMap(options -> Stream.of(options.get(options.indexOf("--nemesis") + 1).split(",")))
                .collect(Collectors.toSet());
        Set<String> all = new HashSet<>(Faults.NAMES);
        if (!challenge.workload().equals("unique-ids")) {
            all.remove("kill");
        }
        if (challenge.command().contains("--node-count 1 ")) {
            all.remove("pause");
        }
        assertEquals(all, faults);
    }

    @Test
    void runsGoThroughAllVariantsAndThenTheNextSeed() {
        Variants variants = Variants.of(CHALLENGE);
        int count = variants.all().size();
        assertEquals(0, variants.variant(1));
        assertEquals(1, variants.seed(1));
        Set<List<Long>> seen = LongStream.rangeClosed(1, 3L * count)
                .mapToObj(run -> List.of((long) variants.variant(run), variants.seed(run))).collect(Collectors.toSet());
        assertEquals(3 * count, seen.size());
        assertFalse(seen.stream().anyMatch(run -> run.getLast() > 3));
        assertEquals(count, new HashSet<>(variants.all()).size());
    }
}
