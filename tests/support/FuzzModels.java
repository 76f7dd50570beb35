import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The models of the six scripts. */
final class FuzzModels {

    /** By the names of the scripts. */
    static final Map<String, Supplier<FuzzModel>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("echo", EchoModel::new);
        ALL.put("unique_ids", UniqueIdsModel::new);
        ALL.put("broadcast", BroadcastModel::new);
        ALL.put("counter", CounterModel::new);
        ALL.put("kafka", KafkaModel::new);
        ALL.put("txn", TxnModel::new);
    }

    private FuzzModels() {
    }

    private static final class EchoModel implements FuzzModel {

        @Override
        public List<String> requests() {
            return List.of("{'type': 'echo', 'echo': 'Please echo 35'}");
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            if (!type.equals("echo")) {
                return Refusal.UNKNOWN;
            }
            return !body.containsKey("echo") ? Refusal.MALFORMED
                    : new Reply("echo_ok", fields -> Objects.equals(body.get("echo"), fields.get("echo")));
        }
    }

    private static final class UniqueIdsModel implements FuzzModel {

        private final Set<Object> ids = new HashSet<>();

        @Override
        public List<String> requests() {
            return List.of("{'type': 'generate'}");
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            return !type.equals("generate") ? Refusal.UNKNOWN
                    : new Reply("generate_ok", fields -> fields.get("id") != null && ids.add(fields.get("id")));
        }
    }

    private static final class BroadcastModel implements FuzzModel {

        private final Set<Object> values = new HashSet<>();

        @Override
        public List<String> requests() {
            return List.of("{'type': 'topology', 'topology': {'n0': ['n1'], 'n1': ['n0', 'n2'], 'n2': ['n1']}}",
                    "{'type': 'broadcast', 'message': 7}", "{'type': 'broadcast', 'message': 1000}",
                    "{'type': 'read'}");
        }

        @Override
        public List<String> news() {
            return List.of("{'type': 'gossip', 'log': {'have': {'n1-a': 1}, 'news': [{'origin': 'n1-a', 'number': 0, "
                    + "'value': 4}], 'asks': true}, 'beat': {'clock': 1234, 'millis': 5}}",
                    "{'type': 'gossip', 'log': {'have': {}, 'news': [], 'asks': false}, 'beat': null}");
        }

        @Override
        public Set<String> says() {
            return Set.of("gossip");
        }

        @Override
        public boolean isMalformedNews(Map<String, Object> body) {
            return !body.containsKey("log") || !body.containsKey("beat") || FuzzModel.isMalformedLog(body.get("log"))
                    || body.get("beat") != null && !(body.get("beat") instanceof Map<?, ?> beat
                    && FuzzModel.isLong(beat.get("clock")) && FuzzModel.isLong(beat.get("millis")));
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            switch (type) {
                case "topology" -> {
                    return Reply.empty("topology_ok");
                }
                case "broadcast" -> {
                    if (!body.containsKey("message")) {
                        return Refusal.MALFORMED;
                    }
                    values.add(body.get("message"));
                    return Reply.empty("broadcast_ok");
                }
                case "read" -> {
                    Set<Object> now = Set.copyOf(values.stream().map(BroadcastModel::orNull).toList());
                    return new Reply("read_ok", fields -> fields.get("messages") instanceof List<?> list
                            && list.size() == now.size()
                            && now.equals(new HashSet<>(list.stream().map(BroadcastModel::orNull).toList())));
                }
                case "gossip" -> {
                    return new News();
                }
                default -> {
                    return Refusal.UNKNOWN;
                }
            }
        }

        /** Sets without null, as Java's are. */
        private static Object orNull(Object value) {
            return value == null ? List.of("null") : value;
        }
    }

    private static final class CounterModel implements FuzzModel {

        private long sum;
        private final List<Long> sums = new ArrayList<>(List.of(0L));

        @Override
        public List<String> requests() {
            return List.of("{'type': 'add', 'delta': 3}", "{'type': 'add', 'delta': -1}", "{'type': 'read'}");
        }

        @Override
        public Set<String> says() {
            return Set.of("read", "cas");
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            switch (type) {
                case "add" -> {
                    if (!FuzzModel.isLong(body.get("delta"))) {
                        return Refusal.MALFORMED;
                    }
                    sum += ((StrictJson.Num) body.get("delta")).asLong(); // beyond 64 bits it begins again, as there
                    sums.add(sum);
                    return Reply.empty("add_ok");
                }
                case "read" -> {
                    int asked = sums.size() - 1;
                    return new Reply("read_ok", true, fields -> FuzzModel.isLong(fields.get("value"))
                            && sums.subList(asked, sums.size())
                            .contains(((StrictJson.Num) fields.get("value")).asLong()));
                }
                default -> {
                    return Refusal.UNKNOWN;
                }
            }
        }
    }

    private static final class KafkaModel implements FuzzModel {

        private final Map<String, TreeMap<Long, Object>> logs = new HashMap<>();
        /** Messages whose offset nobody was told, because their request asked for no reply. */
        private final Map<String, List<Object>> silent = new HashMap<>();
        private final Map<String, Long> committed = new HashMap<>();
        private boolean isAlone;

        @Override
        public List<String> requests() {
            return List.of("{'type': 'send', 'key': 'k1', 'msg': 123}", "{'type': 'send', 'key': '2', 'msg': 'x'}",
                    "{'type': 'poll', 'offsets': {'k1': 0, '2': 4, 'k3': 0}}",
                    "{'type': 'commit_offsets', 'offsets': {'k1': 1, 'k3': 2}}",
                    "{'type': 'list_committed_offsets', 'keys': ['k1', '2', 'k3']}");
        }

        @Override
        public List<String> news() {
            return List.of("{'type': 'gossip', 'log': {'have': {'n1': 1}, 'news': [{'origin': 'n1', 'number': 0, "
                    + "'value': {'@type': 'Appended', 'key': 'k1', 'offset': 1, 'msg': 5}}], 'asks': true}}",
                    "{'type': 'gossip', 'log': {'have': {'n2': 2}, 'news': [{'origin': 'n2', 'number': 0, 'value': "
                    + "{'@type': 'GaveUp', 'key': 'k1', 'below': 5}}, {'origin': 'n2', 'number': 1, 'value': "
                    + "{'@type': 'Committed', 'offsets': {'k1': 1}}}], 'asks': false}}");
        }

        @Override
        public Set<String> says() {
            return Set.of("gossip");
        }

        @Override
        public void start(String id, List<String> nodes) {
            isAlone = nodes.size() == 1;
        }

        @Override
        public boolean isMalformedNews(Map<String, Object> body) {
            return !body.containsKey("log") || FuzzModel.isMalformedLog(body.get("log"));
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            return switch (type) {
                case "send" -> send(body);
                case "poll" -> poll(body);
                case "commit_offsets" -> commit(body);
                case "list_committed_offsets" -> list(body);
                case "gossip" -> new News();
                default -> Refusal.UNKNOWN;
            };
        }

        private Answer send(Map<String, Object> body) {
            if (!(body.get("key") instanceof String key) || !body.containsKey("msg")) {
                return Refusal.MALFORMED;
            }
            TreeMap<Long, Object> log = logs.computeIfAbsent(key, _ -> new TreeMap<>());
            List<Object> unknown = silent.computeIfAbsent(key, _ -> new ArrayList<>());
            unknown.add(body.get("msg"));
            return new Reply("send_ok", fields -> {
                if (!FuzzModel.isLong(fields.get("offset"))) {
                    return false;
                }
                long offset = ((StrictJson.Num) fields.get("offset")).asLong();
                boolean grows = log.isEmpty() ? offset >= 0 : offset > log.lastKey();
                log.put(offset, body.get("msg"));
                unknown.remove(body.get("msg"));
                return grows;
            });
        }

        private Answer poll(Map<String, Object> body) {
            if (!FuzzModel.isCounts(body.get("offsets"))) {
                return Refusal.MALFORMED;
            }
            Map<?, ?> offsets = (Map<?, ?>) body.get("offsets");
            return new Reply("poll_ok", fields -> fields.get("msgs") instanceof Map<?, ?> msgs
                    && offsets.keySet().containsAll(msgs.keySet()) && learn(msgs)
                    && offsets.entrySet().stream().allMatch(asked -> isPartOf(
                            logs.getOrDefault(asked.getKey(), new TreeMap<>())
                                    .tailMap(((StrictJson.Num) asked.getValue()).asLong()),
                            msgs.get(asked.getKey()))));
        }

        /** Learns the offsets of messages whose request asked for no reply. */
        private boolean learn(Map<?, ?> msgs) {
            msgs.forEach((key, messages) -> {
                for (Object each : messages instanceof List<?> list ? list : List.of()) {
                    if (each instanceof List<?> pair && pair.size() == 2 && FuzzModel.isLong(pair.getFirst())
                            && !logs.get(key).containsKey(((StrictJson.Num) pair.getFirst()).asLong())
                            && silent.get(key).remove(pair.getLast())) {
                        logs.get(key).put(((StrictJson.Num) pair.getFirst()).asLong(), pair.getLast());
                    }
                }
            });
            return true;
        }

        /** Whether messages are the first ones of a log, or none. A node that is alone shows what it has. */
        private boolean isPartOf(Map<Long, Object> log, Object messages) {
            if (messages == null) {
                return log.isEmpty() || !isAlone;
            }
            List<Object> first = new ArrayList<>();
            log.forEach((offset, msg) -> first.add(pair(offset, msg)));
            return messages instanceof List<?> list && !list.isEmpty() && list.size() <= first.size()
                    && list.equals(first.subList(0, list.size()));
        }

        private static List<Object> pair(long offset, Object msg) {
            List<Object> pair = new ArrayList<>();
            pair.add(new StrictJson.Num(Long.toString(offset)));
            pair.add(msg);
            return pair;
        }

        private Answer commit(Map<String, Object> body) {
            if (!FuzzModel.isCounts(body.get("offsets"))) {
                return Refusal.MALFORMED;
            }
            ((Map<?, ?>) body.get("offsets")).forEach((key, offset) ->
                    committed.merge((String) key, ((StrictJson.Num) offset).asLong(), Math::max));
            return Reply.empty("commit_offsets_ok");
        }

        private Answer list(Map<String, Object> body) {
            if (!FuzzModel.isTexts(body.get("keys"))) {
                return Refusal.MALFORMED;
            }
            Map<String, Object> expected = new HashMap<>();
            ((List<?>) body.get("keys")).stream().filter(committed::containsKey).forEach(key ->
                    expected.put((String) key, new StrictJson.Num(Long.toString(committed.get(key)))));
            return new Reply("list_committed_offsets_ok", fields -> expected.equals(fields.get("offsets")));
        }
    }

    private static final class TxnModel implements FuzzModel {

        /** What comes after is ignored, as unknown fields are. */
        private static final int STEP_LENGTH = 3;

        private final Map<Object, Object> registers = new HashMap<>();

        @Override
        public List<String> requests() {
            return List.of("{'type': 'txn', 'txn': [['r', 1, null], ['w', 1, 6], ['w', 2, 9]]}",
                    "{'type': 'txn', 'txn': [['w', 3, 4]]}",
                    "{'type': 'txn', 'txn': [['r', 1, null], ['r', 2, null], ['r', 3, null]]}");
        }

        @Override
        public List<String> news() {
            return List.of("{'type': 'gossip', 'log': {'have': {'n1': 1}, 'news': [{'origin': 'n1', 'number': 0, "
                    + "'value': {'writes': [['w', 1, 2]], 'number': 1}}], 'asks': true}}");
        }

        @Override
        public Set<String> says() {
            return Set.of("gossip");
        }

        @Override
        public boolean isMalformedNews(Map<String, Object> body) {
            return !body.containsKey("log") || FuzzModel.isMalformedLog(body.get("log"));
        }

        @Override
        public Answer ask(String type, Map<String, Object> body) {
            if (!type.equals("txn")) {
                return type.equals("gossip") ? new News() : Refusal.UNKNOWN;
            }
            if (!(body.get("txn") instanceof List<?> steps) || !steps.stream().allMatch(TxnModel::isStep)) {
                return Refusal.MALFORMED;
            }
            if (!steps.stream().allMatch(step -> Set.of("r", "w").contains(((List<?>) step).getFirst()))) {
                return Refusal.UNKNOWN;
            }
            List<Object> done = new ArrayList<>();
            for (Object each : steps) {
                List<Object> step = new ArrayList<>(((List<?>) each).subList(0, STEP_LENGTH));
                if (step.getFirst().equals("r")) {
                    step.set(2, registers.get(step.get(1)));
                } else {
                    registers.put(step.get(1), step.get(2));
                }
                done.add(step);
            }
            return new Reply("txn_ok", fields -> done.equals(fields.get("txn")));
        }

        private static boolean isStep(Object step) {
            return step instanceof List<?> list && list.size() >= STEP_LENGTH && list.getFirst() instanceof String;
        }
    }
}
