import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Checker;
import bench.check.Verdict.Validity;
import bench.check.elle.CausalConsistency;
import bench.check.elle.ListAppend;
import bench.check.elle.RwRegister;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares the checkers with the plain definitions of consistency models, on histories so small that every order of
 * their transactions can be tried.
 */
class ElleOracleTest {

    private static final int HISTORIES = 1500;
    private static final Keyword READ = Keyword.of("r");

    @Test
    void whatCanBeSerializedIsNeverCalledUnserializable() {
        assertNeverWronglyRefused("serializable", ElleOracleTest::isSerializable);
    }

    @Test
    void whatCanBeSerializedInRealTimeIsNeverRefused() {
        assertNeverWronglyRefused("strict-serializable", ElleOracleTest::isStrictlySerializable);
    }

    @Test
    void whatSnapshotsExplainIsNeverRefused() {
        assertNeverWronglyRefused("snapshot-isolation", ElleOracleTest::isSnapshotIsolated);
    }

    @Test
    void listsThatAreReadToTheEndAreSerializableExactlyIfTheCheckerSaysSo() {
        assertAgreement(new ListAppend(List.of("serializable")), ElleOracleTest::isSerializable, true);
    }

    @Test
    void listsThatAreReadToTheEndAreStrictlySerializableExactlyIfTheCheckerSaysSo() {
        assertAgreement(new ListAppend(List.of("strict-serializable")), ElleOracleTest::isStrictlySerializable, true);
    }

    @Test
    void registersAreCausallyConsistentExactlyIfTheCheckerSaysSo() {
        assertAgreement(new CausalConsistency(), ElleOracleTest::isCausallyConsistent, false);
    }

    private static void assertNeverWronglyRefused(String model, Predicate<List<Txn>> oracle) {
        Checker checker = new RwRegister(List.of(model));
        int refused = 0;
        int accepted = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Chaos chaos = new Chaos(new Random(seed), false);
            History history = chaos.history();
            var verdict = checker.check(history);
            boolean isJudged = !verdict.details().get("anomaly-types")
                    .equals(List.of(Keyword.of("empty-transaction-graph")));
            if (isJudged && oracle.test(chaos.txns)) {
                accepted++;
                assertEquals(Validity.TRUE, verdict.valid(), () -> history.ops() + "\n" + verdict.complaints());
            } else if (verdict.valid() == Validity.FALSE) {
                refused++;
            }
        }
        assertTrue(accepted > HISTORIES / 20 && refused > HISTORIES / 20, accepted + " and " + refused);
    }

    private static void assertAgreement(Checker checker, Predicate<List<Txn>> oracle, boolean lists) {
        int accepted = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Chaos chaos = new Chaos(new Random(seed), lists);
            History history = chaos.history();
            var verdict = checker.check(history);
            boolean isGood = oracle.test(chaos.txns);
            accepted += isGood ? 1 : 0;
            assertEquals(!isGood, verdict.valid() == Validity.FALSE,
                    () -> history.ops() + "\n" + verdict.complaints());
        }
        assertTrue(accepted > HISTORIES / 20 && accepted < HISTORIES * 19 / 20, accepted + " accepted");
    }

    /** One transaction, and when it began and ended. */
    private record Txn(int process, List<List<Object>> steps, int begin, int end) {

        boolean writes(Object key) {
            return steps.stream().anyMatch(step -> !step.get(0).equals(READ) && step.get(1).equals(key));
        }
    }

    /** A store that returns arbitrary existing values, but often the right ones. */
    private static final class Chaos {

        private static final int KEYS = 2;

        final List<Txn> txns = new ArrayList<>();
        private final Random random;
        private final boolean lists;
        private final Map<Object, List<Object>> versions = new HashMap<>();
        private final History.Recorder recorder = new History.Recorder();

        Chaos(Random random, boolean lists) {
            this.random = random;
            this.lists = lists;
        }

        History history() {
            int processes = 2 + random.nextInt(2);
            int size = 2 + random.nextInt(3);
            List<List<List<Object>>> asked = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                asked.add(IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(step -> askedStep()).toList());
            }
            int[] begun = new int[processes];
            Map<Integer, List<List<Object>>> open = new HashMap<>();
            while (!asked.isEmpty() || !open.isEmpty()) {
                int process = random.nextInt(processes);
                if (open.containsKey(process)) {
                    List<List<Object>> steps = answered(open.remove(process));
                    txns.add(new Txn(process, steps, begun[process], add(Op.Type.OK, process, steps)));
                } else if (!asked.isEmpty()) {
                    open.put(process, asked.removeFirst());
                    begun[process] = add(Op.Type.INVOKE, process, open.get(process));
                }
            }
            if (lists) {
                readToTheEnd(processes);
            }
            return recorder.history();
        }

        private int add(Op.Type type, int process, List<List<Object>> steps) {
            return recorder.add(0, type, process, "txn", steps, null, List.of()).index();
        }

        private List<Object> askedStep() {
            String key = "k" + random.nextInt(KEYS);
            if (random.nextBoolean()) {
                return Txns.step("r", key, null);
            }
            List<Object> values = versions.computeIfAbsent(key, k -> new ArrayList<>());
            Object value = (long) values.size() + 1;
            values.add(value);
            return Txns.step(lists ? "append" : "w", key, value);
        }

        private List<List<Object>> answered(List<List<Object>> steps) {
            return steps.stream()
                    .map(step -> step.get(0).equals(READ) ? Txns.step("r", step.get(1), anyValue(step.get(1))) : step)
                    .toList();
        }

        private Object anyValue(Object key) {
            List<Object> values = versions.getOrDefault(key, List.of());
            int length = random.nextInt(values.size() + 1);
            return length == 0 ? null : lists ? List.copyOf(values.subList(0, length)) : values.get(length - 1);
        }

        private void readToTheEnd(int process) {
            List<List<Object>> steps = List.of(
                    Txns.step("r", "k0", versions.get("k0")), Txns.step("r", "k1", versions.get("k1")));
            int begin = add(Op.Type.INVOKE, process, Txns.asked(steps));
            txns.add(new Txn(process, steps, begin, add(Op.Type.OK, process, steps)));
        }
    }

    /** Tries all orders that keep every required precedence. */
    private static boolean anyOrder(int size, boolean[][] before, Predicate<List<Integer>> isGood) {
        return anyOrder(new ArrayList<>(), size, before, isGood);
    }

    private static boolean anyOrder(List<Integer> order, int size, boolean[][] before,
                                    Predicate<List<Integer>> isGood) {
        if (order.size() == size) {
            return isGood.test(order);
        }
        for (int next = 0; next < size; next++) {
            int candidate = next;
            boolean mayStandHere = !order.contains(next) && IntStream.range(0, size)
                    .allMatch(other -> !before[other][candidate] || order.contains(other));
            if (mayStandHere) {
                order.add(next);
                if (anyOrder(order, size, before, isGood)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private static boolean isSerializable(List<Txn> txns) {
        return anyOrder(txns.size(), new boolean[txns.size()][txns.size()], order -> isSerial(txns, order));
    }

    private static boolean isStrictlySerializable(List<Txn> txns) {
        boolean[][] before = relation(txns, (a, b) -> a.end() < b.begin());
        return anyOrder(txns.size(), before, order -> isSerial(txns, order));
    }

    private static boolean isSerial(List<Txn> txns, List<Integer> order) {
        Map<Object, Object> state = new HashMap<>();
        return order.stream().allMatch(i -> explains(state, txns.get(i)));
    }

    /** Whether a transaction on this state would read what it read. Applies its writes to the state. */
    private static boolean explains(Map<Object, Object> state, Txn txn) {
        for (List<Object> step : txn.steps()) {
            Object key = step.get(1);
            if (step.get(0).equals(READ)) {
                if (!Objects.equals(state.get(key), step.get(2))) {
                    return false;
                }
            } else if (step.get(0).equals(Keyword.of("w"))) {
                state.put(key, step.get(2));
            } else {
                List<Object> longer = new ArrayList<>((List<?>) state.getOrDefault(key, List.of()));
                longer.add(step.get(2));
                state.put(key, longer);
            }
        }
        return true;
    }

    /**
     * Event 2i takes the snapshot of transaction i, and event 2i + 1 commits it. Overlapping transactions never write
     * the same key.
     */
    private static boolean isSnapshotIsolated(List<Txn> txns) {
        boolean[][] before = new boolean[2 * txns.size()][2 * txns.size()];
        for (int i = 0; i < txns.size(); i++) {
            before[2 * i][2 * i + 1] = true;
        }
        return anyOrder(2 * txns.size(), before, events -> isOfSnapshots(txns, events));
    }

    private static boolean isOfSnapshots(List<Txn> txns, List<Integer> events) {
        Map<Object, Object> committed = new HashMap<>();
        Map<Integer, Map<Object, Object>> open = new HashMap<>();
        for (int event : events) {
            Txn txn = txns.get(event / 2);
            if (event % 2 == 0) {
                boolean clashes = open.keySet().stream().anyMatch(other -> txn.steps().stream()
                        .anyMatch(step -> txn.writes(step.get(1)) && txns.get(other).writes(step.get(1))));
                Map<Object, Object> snapshot = new HashMap<>(committed);
                if (clashes || !explains(snapshot, txn)) {
                    return false;
                }
                open.put(event / 2, snapshot);
            } else {
                Map<Object, Object> snapshot = open.remove(event / 2);
                txn.steps().stream().filter(step -> txn.writes(step.get(1)))
                        .forEach(step -> committed.put(step.get(1), snapshot.get(step.get(1))));
            }
        }
        return true;
    }

    /** Biswas and Enea's axiom over the transitive closure of session order and write-read order. */
    private static boolean isCausallyConsistent(List<Txn> txns) {
        if (!txns.stream().allMatch(ElleOracleTest::isSoundByItself)) {
            return false;
        }
        boolean[][] causes = relation(txns, (a, b) ->
                a.process() == b.process() && a.end() < b.begin() || b.steps().stream().anyMatch(
                        step -> isExternalRead(b, step) && writerOf(step, txns) == a));
        for (int middle = 0; middle < txns.size(); middle++) {
            for (int from = 0; from < txns.size(); from++) {
                for (int to = 0; to < txns.size(); to++) {
                    causes[from][to] |= causes[from][middle] && causes[middle][to];
                }
            }
        }
        boolean everyReadHasAWriter = txns.stream().allMatch(txn -> txn.steps().stream().allMatch(step ->
                !isExternalRead(txn, step) || step.get(2) == null || isLastWrite(step, writerOf(step, txns), txn)));
        return everyReadHasAWriter && anyOrder(txns.size(), causes, order -> isExplained(txns, causes, order));
    }

    private static boolean isSoundByItself(Txn txn) {
        Map<Object, Object> state = new HashMap<>();
        txn.steps().stream().filter(step -> isExternalRead(txn, step)).forEach(
                step -> state.put(step.get(1), step.get(2)));
        return explains(state, txn);
    }

    private static boolean isExternalRead(Txn txn, List<Object> step) {
        List<Object> first = txn.steps().stream().filter(s -> s.get(1).equals(step.get(1))).findFirst().orElseThrow();
        return first == step && step.get(0).equals(READ);
    }

    private static Txn writerOf(List<Object> read, List<Txn> txns) {
        return txns.stream().filter(txn -> txn.steps().stream().anyMatch(step -> !step.get(0).equals(READ)
                && step.get(1).equals(read.get(1)) && step.get(2).equals(read.get(2)))).findFirst().orElse(null);
    }

    private static boolean isLastWrite(List<Object> read, Txn writer, Txn reader) {
        List<Object> last = writer.steps().reversed().stream()
                .filter(step -> !step.get(0).equals(READ) && step.get(1).equals(read.get(1))).findFirst().orElseThrow();
        return writer != reader && last.get(2).equals(read.get(2));
    }

    /** Whether each read returns the last write in this order among its causes. */
    private static boolean isExplained(List<Txn> txns, boolean[][] causes, List<Integer> order) {
        for (int reader : order) {
            for (List<Object> step : txns.get(reader).steps()) {
                Object last = null;
                for (int other : order) {
                    if (causes[other][reader] && txns.get(other).writes(step.get(1))) {
                        last = txns.get(other);
                    }
                }
                if (isExternalRead(txns.get(reader), step) && last != writerOf(step, txns)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean[][] relation(List<Txn> txns, BiPredicate<Txn, Txn> holds) {
        boolean[][] relation = new boolean[txns.size()][txns.size()];
        for (int a = 0; a < txns.size(); a++) {
            for (int b = 0; b < txns.size(); b++) {
                relation[a][b] = a != b && holds.test(txns.get(a), txns.get(b));
            }
        }
        return relation;
    }
}
