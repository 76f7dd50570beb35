import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Keyword;
import bench.workload.Settings;
import bench.workload.TxnListAppend;
import bench.workload.TxnRwRegister;
import bench.workload.Workload;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import bench.workload.Workload.MalformedReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The transactions that clients ask for, and which replies fit them. */
class TxnWorkloadTest {

    private static final int TXNS = 20_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Settings settings(Integer keyCount) {
        return new Settings(List.of("n0", "n1"), 2, 0, "grid", keyCount, 4, 16, List.of("read-committed"));
    }

    private static List<List<?>> txns(Workload workload) {
        Generator generator = workload.generator(new SplittableRandom(1));
        List<List<?>> txns = new ArrayList<>();
        IntStream.range(0, TXNS).forEach(i -> txns.add((List<?>) generator.next(0, 0).value()));
        return txns;
    }

    private static List<List<?>> steps(List<List<?>> txns) {
        List<List<?>> steps = new ArrayList<>();
        txns.forEach(txn -> txn.forEach(step -> steps.add((List<?>) step)));
        return steps;
    }

    private static boolean isRead(List<?> step) {
        return step.getFirst().equals(Keyword.of("r"));
    }

    @Test
    void allLengthsUpToTheMostAreEquallyLikely() {
        Map<Integer, Integer> counts = new TreeMap<>();
        txns(new TxnRwRegister(settings(null))).forEach(txn -> counts.merge(txn.size(), 1, Integer::sum));
        assertEquals(Set.of(1, 2, 3, 4), counts.keySet());
        counts.values().forEach(count -> assertEquals(TXNS / 4.0, count, TXNS / 40.0));
    }

    @Test
    void aKeyNeverGetsAValueTwiceNorMoreWritesThanAllowed() {
        Set<List<Object>> written = new HashSet<>();
        Map<Object, Long> highest = new HashMap<>();
        for (List<?> step : steps(txns(new TxnRwRegister(settings(3))))) {
            if (isRead(step)) {
                assertNull(step.get(2));
            } else {
                assertTrue(written.add(List.of(step.get(1), step.get(2))), () -> "twice: " + step);
                assertEquals(highest.merge(step.get(1), 1L, Long::sum), step.get(2));
            }
        }
        assertEquals(16, highest.values().stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Test
    void eachKeyIsTwiceAsPopularAsTheOneBeforeIt() {
        Settings longLived = new Settings(List.of("n0"), 1, 0, "grid", 4, 4, TXNS * 4, List.of("read-committed"));
        Map<Object, Integer> counts = new TreeMap<>();
        List<List<?>> steps = steps(txns(new TxnRwRegister(longLived)));
        steps.forEach(step -> counts.merge(step.get(1), 1, Integer::sum));
        assertEquals(List.of(0L, 1L, 2L, 3L), List.copyOf(counts.keySet()));
        for (long key = 0; key < 4; key++) {
            assertEquals(steps.size() * Math.scalb(1, (int) key) / 15, counts.get(key), steps.size() / 50.0);
        }
    }

    @Test
    void tenKeysAreInUseUnlessTheSettingsSayOtherwise() {
        Generator generator = new TxnRwRegister(
                new Settings(List.of("n0"), 1, 0, "grid", null, 4, TXNS * 4, List.of("read-committed")))
                .generator(new SplittableRandom(1));
        Set<Object> keys = new HashSet<>();
        IntStream.range(0, TXNS).forEach(i ->
                ((List<?>) generator.next(0, 0).value()).forEach(step -> keys.add(((List<?>) step).get(1))));
        assertEquals(10, keys.size());
    }

    @Test
    void listsAreAppendedTo() {
        Set<Object> names = new HashSet<>();
        steps(txns(new TxnListAppend(settings(null)))).forEach(step -> names.add(step.getFirst()));
        assertEquals(Set.of(Keyword.of("r"), Keyword.of("append")), names);
    }

    /** Performs one transaction on a node that gives this reply; returns the operation's outcome. */
    private static Object answer(Workload workload, String reply) {
        List<List<Object>> asked = List.of(Txns.step("r", 5L, null), Txns.step("w", 5L, 2L));
        AtomicReference<ObjectNode> request = new AtomicReference<>();
        AtomicReference<Object> value = new AtomicReference<>();
        workload.client().invoke(new Invocation("txn", asked), (body, onReply) -> {
            request.set(body);
            onReply.accept((ObjectNode) JSON.readTree(reply.replace('\'', '"')));
        }, new Workload.Outcome() {
            @Override
            public void ok(Object result) {
                value.set(result);
            }

            @Override
            public void info(Object error) {
                throw new AssertionError(error);
            }
        });
        assertEquals("{\"type\":\"txn\",\"txn\":[[\"r\",5,null],[\"w\",5,2]]}", request.get().toString());
        return value.get();
    }

    @Test
    void aReplyFillsInWhatWasRead() {
        assertEquals(List.of(Txns.step("r", 5L, 1L), Txns.step("w", 5L, 2L)), answer(new TxnRwRegister(settings(null)),
                "{'type': 'txn_ok', 'in_reply_to': 1, 'txn': [['r', 5, 1], ['w', 5, 2]]}"));
        assertEquals(List.of(Txns.step("r", 5L, List.of(1L))), answer(new TxnListAppend(settings(null)),
                "{'type': 'txn_ok', 'in_reply_to': 1, 'txn': [['r', 5, [1]]]}"));
    }

    @Test
    void repliesThatAreNoTransactionsAreMalformed() {
        for (String txn : List.of("[['r', 5]]", "[['x', 5, 1]]", "[['append', 5, 1]]", "'r'", "[5]")) {
            assertThrows(MalformedReply.class, () -> answer(new TxnRwRegister(settings(null)),
                    "{'type': 'txn_ok', 'in_reply_to': 1, 'txn': " + txn + "}"), txn);
        }
        assertThrows(MalformedReply.class, () -> answer(new TxnListAppend(settings(null)),
                "{'type': 'txn_ok', 'in_reply_to': 1, 'txn': [['r', 5, 1]]}"));
        assertThrows(MalformedReply.class, () -> answer(new TxnRwRegister(settings(null)),
                "{'type': 'txn', 'in_reply_to': 1, 'txn': []}"));
    }
}
