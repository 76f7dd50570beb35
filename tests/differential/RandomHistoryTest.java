import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories are worth comparing: some are valid and some are not, and a seed repeats its history. */
class RandomHistoryTest {

    @ParameterizedTest
    @MethodSource("workloads")
    void someAreValidAndSomeAreNot(String workload) {
        Set<Validity> found = LongStream.rangeClosed(1, 200).mapToObj(seed -> RandomHistory.of(workload, seed))
                .map(random -> random.verdicts().get("workload").valid()).collect(Collectors.toSet());
        assertTrue(found.containsAll(Set.of(Validity.TRUE, Validity.FALSE)), found::toString);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aSeedRepeatsItsHistory(String workload) {
        assertEquals(RandomHistory.of(workload, 7).history().ops(), RandomHistory.of(workload, 7).history().ops());
    }

    private static Set<String> workloads() {
        return Set.copyOf(RandomHistory.workloads());
    }
}
