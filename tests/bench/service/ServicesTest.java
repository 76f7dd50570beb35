import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bench.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ServicesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Service service(String name, long seed) {
        return Service.all(new Random(seed)).get(name);
    }

    /** Sends a request and returns the reply, both with single quotes, and without the text of an error. */
    private static String ask(Service service, String client, String request) {
        ObjectNode reply = service.handle(client, (ObjectNode) JSON.readTree(request.replace('\'', '"')));
        reply.remove("text");
        return reply.toString().replace('"', '\'');
    }

    private static String whole(Service service, String request) {
        ObjectNode reply = service.handle("n0", (ObjectNode) JSON.readTree(request.replace('\'', '"')));
        return reply.toString().replace('"', '\'');
    }

    private static String write(Object key, Object value) {
        return "{'type':'write','key':%s,'value':%s}".formatted(key, value);
    }

    private static String read(Object key) {
        return "{'type':'read','key':%s}".formatted(key);
    }

    private static String cas(Object key, Object from, Object to) {
        return "{'type':'cas','key':%s,'from':%s,'to':%s}".formatted(key, from, to);
    }

    private static String value(Object value) {
        return "{'type':'read_ok','value':%s}".formatted(value);
    }

    private static final String WRITE_OK = "{'type':'write_ok'}";
    private static final String CAS_OK = "{'type':'cas_ok'}";
    private static final String NO_SUCH_KEY = "{'type':'error','code':20}";
    private static final String OTHER_VALUE = "{'type':'error','code':22}";

    private static String error(int code, String text) {
        return "{'type':'error','code':%s,'text':'%s'}".formatted(code, text);
    }

    /** A store, the value of its key 1, a request, the whole reply. Source: the texts of Maelstrom's service.clj. */
    static List<Arguments> requests() {
        String noSuchKey = error(20, "key does not exist");
        return List.of(
                arguments("lin-kv", 5, read(1), value(5)),
                arguments("lin-kv", 5, write(1, 7), WRITE_OK),
                arguments("lin-kv", 5, cas(1, 5, 6), CAS_OK),
                arguments("lin-kv", 5, read(2), noSuchKey),
                arguments("lin-kv", 5, cas(2, 5, 6), noSuchKey),
                arguments("lww-kv", 5, cas(2, 5, 6), noSuchKey),
                arguments("lin-kv", 5, cas(1, 4, 6), error(22, "current value 5 is not 4")),
                arguments("seq-kv", 5, cas(1, 4, 6), error(22, "current value 5 is not 4")),
                arguments("lww-kv", 5, cas(1, 4, 6), error(22, "current value 5 is not 4")),
                arguments("lin-kv", "'a'", cas(1, "'b'", 6), error(22, "current value \\'a\\' is not \\'b\\'")),
                arguments("lww-kv", "'a'", cas(1, "'b'", 6), error(22, "current value \\'a\\' is not b")),
                arguments("lin-kv", "null", cas(1, "[1,2.5]", 6), error(22, "current value nil is not [1 2.5]")),
                arguments("lin-kv", "{'x':[true]}", cas(1, "null", 6),
                        error(22, "current value {\\'x\\' [true]} is not nil")),
                arguments("lww-kv", "[1,2]", cas(1, "null", 6), error(22, "current value [1 2] is not ")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void repliesAreMaelstroms(String name, Object value, String request, String reply) {
        Service kv = service(name, 1);
        for (int i = 0; i < 10; i++) { // both replicas of lww-kv
            whole(kv, write(1, value));
        }
        assertEquals(reply, whole(kv, request));
    }

    @Test
    void linKvReadsWhatWasWrittenLast() {
        Service kv = service("lin-kv", 1);
        assertEquals(NO_SUCH_KEY, ask(kv, "n0", read(1)));
        assertEquals(WRITE_OK, ask(kv, "n0", write(1, 5)));
        assertEquals(value(5), ask(kv, "n1", read(1)));
        assertEquals(CAS_OK, ask(kv, "n1", cas(1, 5, 6)));
        assertEquals(OTHER_VALUE, ask(kv, "n0", cas(1, 5, 7)));
        assertEquals(value(6), ask(kv, "n0", read(1)));
    }

    @Test
    void compareAndSetCreatesAKeyOnlyIfAsked() {
        Service kv = service("lin-kv", 1);
        String creates = cas(1, 0, 6).replace("}", ",'create_if_not_exists':true}");
        assertEquals(NO_SUCH_KEY, ask(kv, "n0", cas(1, 0, 6)));
        assertEquals(CAS_OK, ask(kv, "n0", creates));
        assertEquals(value(6), ask(kv, "n0", read(1)));
        assertEquals(NO_SUCH_KEY, ask(service("lww-kv", 1), "n0", creates), "lww-kv cannot");
    }

    @Test
    void keysAndValuesAreAnyJsonAndEqualByValue() {
        Service kv = service("lin-kv", 1);
        ask(kv, "n0", write("{'a':1,'b':[2]}", "null"));
        assertEquals(value("null"), ask(kv, "n0", read("{'b':[2],'a':1}")));
        assertEquals(NO_SUCH_KEY, ask(kv, "n0", read("{'a':1,'b':[2.0]}")));
        ask(kv, "n0", write(1, 5));
        assertEquals(NO_SUCH_KEY, ask(kv, "n0", read("'1'")));
        assertEquals(OTHER_VALUE, ask(kv, "n0", cas(1, "5.0", 6)));
        assertEquals(CAS_OK, ask(kv, "n0", "{'type':'cas','key':{'b':[2],'a':1},'to':3}"), "a missing field is null");
    }

    @Test
    void anUnknownRequestChangesNothingAndIsNotAnswered() {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("type", "delete").put("key", 1);
        Service.all(new Random(1)).forEach((name, service) -> {
            assertNull(service.handle("n0", request));
        });
    }

    @Test
    void linTsoCountsUp() {
        Service tso = service("lin-tso", 1);
        assertEquals("{'type':'ts_ok','ts':0}", ask(tso, "n0", "{'type':'ts'}"));
        assertEquals("{'type':'ts_ok','ts':1}", ask(tso, "n1", "{'type':'ts'}"));
    }

    @Test
    void aClientOfSeqKvSeesItsOwnWritesAndOthersSeeThemLater() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Service kv = service("seq-kv", seed);
            ask(kv, "n0", write(1, 5));
            ask(kv, "n0", write(1, 6));
            assertEquals(value(6), ask(kv, "n0", read(1)));
            seen.add(ask(kv, "n1", read(1)));
        }
        assertEquals(Set.of(NO_SUCH_KEY, value(5), value(6)), seen);
    }

    @Test
    void aClientOfSeqKvNeverGoesBackUnlessItLagsBehindItsMemory() {
        boolean wentBack = false;
        for (int seed = 0; seed < 60; seed++) {
            Service near = service("seq-kv", seed);
            Service far = service("seq-kv", seed);
            for (int i = 0; i < 31; i++) {
                ask(near, "n0", write(1, 100 + i));
            }
            for (int i = 0; i < 300; i++) {
                ask(far, "n0", write(1, 100 + i));
            }
            wentBack |= ask(far, "n1", read(1)).compareTo(ask(far, "n1", read(1))) > 0;
            String before = "";
            for (int i = 0; i < 5; i++) {
                String now = ask(near, "n1", read(1));
                before = before.equals(NO_SUCH_KEY) ? "" : before;
                assertTrue(now.equals(NO_SUCH_KEY) ? before.isEmpty() : now.compareTo(before) >= 0, before + now);
                before = now;
            }
        }
        assertTrue(wentBack);
    }

    @Test
    void aWriteOfTheValueThatIsThereDoesNotRefreshAClientOfSeqKv() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Service kv = service("seq-kv", seed);
            ask(kv, "n0", write(1, 5));
            ask(kv, "n0", write(2, 8));
            ask(kv, "n1", write(1, 5));
            seen.add(ask(kv, "n1", read(2)));
        }
        assertEquals(Set.of(NO_SUCH_KEY, value(8)), seen);
    }

    @Test
    void aCompareAndSetOfSeqKvMayBeJudgedOnAnOldState() {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Service kv = service("seq-kv", seed);
            ask(kv, "n0", write(1, 5));
            ask(kv, "n0", write(1, 6));
            seen.add(ask(kv, "n1", cas(1, 6, 7)));
        }
        assertEquals(Set.of(NO_SUCH_KEY, OTHER_VALUE, CAS_OK), seen);
    }

    /** A random request for one of a few keys and values, so that requests collide. */
    private static ObjectNode randomRequest(Random random) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("key", random.nextInt(3));
        return switch (random.nextInt(3)) {
            case 0 -> request.put("type", "read");
            case 1 -> request.put("type", "write").put("value", random.nextInt(3));
            default -> request.put("type", "cas").put("from", random.nextInt(3)).put("to", random.nextInt(3))
                    .put("create_if_not_exists", random.nextBoolean());
        };
    }

    /**
     * A store by its plain description, with a whole map for each state. It makes the same random choices as the real
     * one.
     */
    private interface Sketch {
        String handle(String client, ObjectNode request);
    }

    private static void assertEquivalent(String name, Function<RandomGenerator, Sketch> sketch) {
        for (int seed = 0; seed < 50; seed++) {
            Service service = service(name, seed);
            Sketch simple = sketch.apply(new Random(seed));
            Random random = new Random(-seed);
            for (int i = 0; i < 300; i++) {
                String client = random.nextInt(20) == 0 ? "n2" : "n" + random.nextInt(2);
                ObjectNode request = randomRequest(random);
                ObjectNode reply = service.handle(client, request);
                String summary = reply.has("code") ? "error " + reply.get("code") : "ok " + reply.path("value");
                assertEquals(simple.handle(client, request), summary,
                        "seed " + seed + ", request " + i + ": " + request);
            }
        }
    }

    /** Returns the reply, and applies the effect to the map. */
    private static String perform(Map<JsonNode, JsonNode> values, ObjectNode request, boolean canCreate) {
        JsonNode key = request.get("key");
        JsonNode value = values.get(key);
        boolean creates = canCreate && request.path("create_if_not_exists").asBoolean(false);
        switch (request.get("type").asString()) {
            case "write" -> values.put(key, request.get("value"));
            case "cas" -> {
                if (value == null && !creates) {
                    return "error 20";
                }
                if (value != null && !value.equals(request.get("from"))) {
                    return "error 22";
                }
                values.put(key, request.get("to"));
            }
            default -> {
                return value == null ? "error 20" : "ok " + value;
            }
        }
        return "ok ";
    }

    @Test
    void seqKvDoesWhatARingOfStatesDoes() {
        assertEquivalent("seq-kv", random -> {
            List<Map<JsonNode, JsonNode>> ring = new ArrayList<>(List.of(Map.of()));
            Map<String, Integer> lastSeen = new HashMap<>();
            int[] newest = {0};
            return (client, request) -> {
                int seen = lastSeen.getOrDefault(client, 0);
                int state = seen + (int) random.nextLong(newest[0] - seen + 1);
                Map<JsonNode, JsonNode> old = ring.get(Math.floorMod(state - newest[0] - 1, ring.size()));
                Map<JsonNode, JsonNode> values = new HashMap<>(old);
                String reply = perform(values, request, true);
                if (values.equals(old)) {
                    lastSeen.put(client, state);
                    return reply;
                }
                values = new HashMap<>(ring.getLast());
                reply = perform(values, request, true);
                ring.add(values);
                if (ring.size() > 32) {
                    ring.removeFirst();
                }
                lastSeen.put(client, ++newest[0]);
                return reply;
            };
        });
    }

    @Test
    void lwwKvDoesWhatTwoReplicasDoThatNeverMeet() {
        assertEquivalent("lww-kv", random -> {
            List<Map<JsonNode, JsonNode>> replicas = List.of(new HashMap<>(), new HashMap<>());
            return (_, request) -> perform(replicas.get(random.nextInt(2)), request, false);
        });
    }
}
