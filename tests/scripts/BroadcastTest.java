import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bench.check.Verdict.Validity;
import bench.history.Op;
import bench.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What broadcast.java promises beyond the challenges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BroadcastTest {

    private static final int SEEDS = 5;
    private static final int NODES = 9;
    private static final int LAST = NODES - 1;
    private static final long CONVERGED_MILLIS = 15_000;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(List.of(Shell.home().resolve("broadcast.java")), classes);
    }

    /** A killed node loses what only it had; of all else, every node that is there in the end has the same. */
    @ParameterizedTest
    @CsvSource({"2, kill", "3, 'kill,loss'", "5, 'kill,partition'", "9, 'kill,partition,loss,reorder'"})
    void afterKillsAllHaveTheSameInTheEnd(int nodes, String faults) {
        List<String> options = List.of("-w", "broadcast", "--node-count", Integer.toString(nodes), "--time-limit", "20",
                "--rate", "20", "--latency", "50", "--nemesis", faults, "--nemesis-interval", "3");
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Op> ops = scripts.run("broadcast", options, seed).outcome().history().ops();
            List<Set<?>> finalReads = ops.subList(ops.size() - 2 * nodes, ops.size()).stream()
                    .filter(op -> op.isOk() && op.f().equals("read"))
                    .<Set<?>>map(op -> new HashSet<>((List<?>) op.value())).toList();
            assertEquals(nodes, finalReads.size(), "seed " + seed + ": not all answer");
            assertFalse(finalReads.getFirst().isEmpty(), "seed " + seed + ": nothing is there");
            assertEquals(1, new HashSet<>(finalReads).size(), "seed " + seed + ": not equal");
        }
    }

    /** On some seeds, much news comes up in the very millisecond of a flush; it must not cause a second one. */
    @Test
    void challenge3dTakesLessThanAMessageForEachOperation() {
        List<String> options = List.of("-w", "broadcast", "--node-count", "25", "--time-limit", "20", "--rate", "100",
                "--latency", "100", "--max-msgs-per-op", "1", "--max-median", "400", "--max-latency", "600");
        for (int seed = 1; seed <= 50; seed++) {
            Scripts.Run run = scripts.run("broadcast", options, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }

    /** Ways to cut a network for good, in which all nodes but perhaps the hub can reach each other through others. */
    enum Shape {

        THE_HUB_IS_CUT_OFF((a, b) -> a != 0 && b != 0),
        THE_HUB_SEES_ONE_LEAF((a, b) -> Math.min(a, b) != 0 || Math.max(a, b) == LAST),
        ONE_LEAF_SEES_ONLY_ANOTHER((a, b) -> Math.max(a, b) != LAST || Math.min(a, b) == 1),
        ALL_SEE_ONLY_THE_LAST((a, b) -> Math.max(a, b) == LAST),
        THE_HUB_IS_DEAF_TO_ONE_LEAF((from, to) -> from != LAST || to != 0),
        A_LINE((a, b) -> Math.abs(a - b) == 1),
        A_RING_IN_WHICH_NO_TWO_SEE_THE_SAME((a, b) -> Math.min(Math.abs(a - b), NODES - Math.abs(a - b)) <= 2);

        private final BiPredicate<Integer, Integer> isLink;

        Shape(BiPredicate<Integer, Integer> isLink) {
            this.isLink = isLink;
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesFindAWayAroundACutThatNeverHeals(Shape shape) {
        int first = shape == Shape.THE_HUB_IS_CUT_OFF ? 1 : 0;
        LastingCut cut = new LastingCut(NODES, shape.isLink);
        Set<Long> values = new TreeSet<>();
        for (int node = first; node < NODES; node++) {
            cut.call(100 + node, node, "broadcast", (long) node);
            values.add((long) node);
        }
        IntStream.range(first, NODES).forEach(node -> cut.call(CONVERGED_MILLIS + node, node, "read", null));
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Op> reads = scripts.run("broadcast", cut.options("broadcast", "-w broadcast --latency 100", seed),
                    Journal.NOBODY).outcome().history().ops().stream()
                    .filter(op -> op.isOk() && op.f().equals("read")).toList();
            assertEquals(NODES - first, reads.size(), "seed " + seed);
            for (Op read : reads) {
                assertEquals(values, new TreeSet<>((List<?>) read.value()),
                        "seed " + seed + ", read by process " + read.process());
            }
        }
    }
}
