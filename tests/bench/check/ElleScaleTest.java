import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.check.Checker;
import bench.check.Verdict.Validity;
import bench.check.elle.CausalConsistency;
import bench.check.elle.ListAppend;
import bench.check.elle.RwRegister;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import bench.workload.Settings;
import bench.workload.TxnListAppend;
import bench.workload.TxnRwRegister;
import bench.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hundred thousand transactions can be judged, with many anomalies or with none. */
class ElleScaleTest {

    private static final int TXNS = 100_000;
    private static final int PROCESSES = 10;

    /**
     * Ten processes take turns, and all are always busy. Every transaction takes effect at its end, but the last
     * process reads from a store that is {@code lag} transactions behind.
     */
    private static History history(Workload workload, int lag) {
        Workload.Generator generator = workload.generator(new SplittableRandom(1));
        History.Recorder recorder = new History.Recorder();
        Map<Object, Object> store = new HashMap<>();
        Map<Object, Object> behind = new HashMap<>();
        List<List<?>> open = new ArrayList<>();
        List<List<?>> done = new ArrayList<>();
        for (int i = 0; i < TXNS; i++) {
            int process = i % PROCESSES;
            if (i >= PROCESSES) {
                List<?> steps = open.get(i - PROCESSES);
                boolean isBehind = lag > 0 && process == PROCESSES - 1;
                recorder.add(2 * i, Op.Type.OK, process, "txn", perform(steps, store, isBehind ? behind : store),
                        null, List.of());
                done.add(steps);
                if (done.size() > lag) {
                    perform(done.get(done.size() - lag - 1), behind, behind);
                }
            }
            open.add((List<?>) generator.next(process, 0).value());
            recorder.add(2 * i + 1, Op.Type.INVOKE, process, "txn", open.getLast(), null, List.of());
        }
        return recorder.history();
    }

    private static List<List<Object>> perform(List<?> steps, Map<Object, Object> store, Map<Object, Object> view) {
        List<List<Object>> done = new ArrayList<>();
        for (Object each : steps) {
            List<?> step = (List<?>) each;
            Object key = step.get(1);
            Object value = step.get(2);
            String f = ((Keyword) step.getFirst()).name();
            switch (f) {
                case "r" -> value = view.get(key);
                case "w" -> store.put(key, value);
                default -> store.put(key, Stream.concat(
                        ((List<?>) store.getOrDefault(key, List.of())).stream(), Stream.of(value)).toList());
            }
            done.add(Txns.step(f, key, value));
        }
        return done;
    }

    private static void assertJudged(Validity expected, Checker checker, History history) {
        assertEquals(expected, checker.check(history).valid());
    }

    private static Settings settings() {
        return new Settings(List.of("n0"), PROCESSES, 0, "grid", null, 4, 16, List.of("strict-serializable"));
    }

    @Test
    void manyGoodRegistersAreJudged() {
        assertJudged(Validity.TRUE, new RwRegister(List.of("strict-serializable")),
                history(new TxnRwRegister(settings()), 0));
    }

    @Test
    void manyStaleRegistersAreJudged() {
        History history = history(new TxnRwRegister(settings()), 100);
        assertJudged(Validity.FALSE, new RwRegister(List.of("strict-serializable")), history);
        assertJudged(Validity.FALSE, new CausalConsistency(), history);
    }

    @Test
    void manyStaleListsAreJudged() {
        assertJudged(Validity.FALSE, new ListAppend(List.of("strict-serializable")),
                history(new TxnListAppend(settings()), 100));
    }
}
