import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.hunt.Failure;
import bench.hunt.Seeds;
import bench.hunt.Shards;
import bench.hunt.Tally;
import bench.hunt.TallyLine;
import bench.scenario.Reason;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many runs are summed up in one sentence, and the parts of an experiment add up to the whole. */
class TallyTest {

    private static final List<String> COMMAND = List.of("test", "-w", "broadcast", "--bin", "my file.java");

    private static Failure failure(long seed, String reason) {
        return new Failure(seed, Reason.parse(reason));
    }

    private static Tally tally(String shard, Failure... failures) {
        Seeds seeds = Seeds.parse("1..1000").shard(shard);
        return new Tally(COMMAND, seeds, seeds.count(), List.of(failures));
    }

    @Test
    void failuresAreToldBySeedAndByWhatIsWrong() {
        assertEquals("997 valid, 3 invalid (a value lost: seeds 17, 203 and 655)", tally("1/1",
                failure(655, "invalid: lost"), failure(17, "invalid: lost, stale"),
                failure(203, "invalid: lost")).describe());
        assertEquals("996 valid, 2 invalid (a value lost: seed 3; G1c: seed 9), 1 unknown (no verdict: seed 5), "
                + "1 broken (a test that broke: seed 7)", tally("1/1", failure(3, "invalid: lost"),
                failure(5, "unknown: unknown"), failure(7, "broken"), failure(9, "invalid: G1c")).describe());
        assertEquals("1000 valid", tally("1/1").describe());
    }

    @Test
    void ofManyFailuresTheFirstAreNamed() {
        Tally tally = tally("1/1", LongStream.rangeClosed(1, 12).mapToObj(seed -> failure(seed, "invalid: lost"))
                .toArray(Failure[]::new));
        assertEquals("988 valid, 12 invalid (a value lost: seeds 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)",
                tally.describe());
    }

    @ParameterizedTest
    @CsvSource({"valid, unknown: unknown, unknown", "unknown: unknown, invalid: lost, invalid",
            "invalid: lost, broken, broken"})
    void theWorstEndingCounts(String one, String other, String worst) {
        assertEquals(worst, tally("1/1", failure(1, one), failure(2, other)).worst().ending().toString());
    }

    @Test
    void aTallyTravelsAsALineOfJson() {
        Tally tally = tally("3/16", failure(203, "invalid: lost, stale"));
        assertEquals(tally, TallyLine.read(TallyLine.write(tally)));
        assertEquals(1, TallyLine.write(tally).lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense
            {}
            {"command":["test"],"seeds":"1..2","shard":"3/2","ran":1,"failures":[]}
            """)
    void aLineThatIsNoTallyIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> TallyLine.read(line));
    }

    @Test
    void partsAddUp() {
        Shards shards = new Shards();
        shards.add(tally("2/3", failure(17, "invalid: lost")));
        shards.add(tally("1/3"));
        assertEquals(List.of(3), shards.missing());
        shards.add(tally("1/3"));
        shards.add(tally("3/3", failure(3, "invalid: lost")));
        assertTrue(shards.missing().isEmpty());
        assertEquals(new Tally(COMMAND, Seeds.parse("1..1000"), 1000,
                List.of(failure(3, "invalid: lost"), failure(17, "invalid: lost"))), shards.sum());
    }

    @Test
    void partsOfTwoExperimentsDoNotAddUp() {
        Shards shards = new Shards();
        shards.add(tally("1/2"));
        assertThrows(IllegalArgumentException.class, () -> shards.add(tally("2/3")));
        assertThrows(IllegalArgumentException.class, () -> shards.add(new Tally(List.of("test"),
                Seeds.parse("1..1000").shard("2/2"), 500, List.of())));
    }

    @Test
    void nothingAddsUpToNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Shards().sum());
    }
}
