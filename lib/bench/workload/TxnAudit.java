package bench.workload;

import bench.check.Verdict;
import bench.check.Violation;
import bench.check.elle.CausalConsistency;
import bench.history.History;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds anomalies that Elle cannot see in registers. It reads every key on every node after a quiet period. Replicas
 * that still differ then will differ for ever, even if each node is consistent with itself. It also looks for
 * transactions that were seen in part, and for effects seen before their causes, if a requested model forbids them.
 */
final class TxnAudit implements Workload.Audit {

    private static final Keyword READ = Keyword.of("r");
    private static final int MOST_WRITERS = 4;

    private final History history;
    private final List<String> models;
    private final List<Object> keys;
    private final int stepsAtOnce;

    /**
     * @param models      the models that the history must satisfy, by Elle's names
     * @param stepsAtOnce the most steps of a client's transaction
     */
    TxnAudit(History history, List<String> models, int stepsAtOnce) {
        this.history = history;
        this.models = models;
        this.stepsAtOnce = stepsAtOnce;
        Set<Object> written = new LinkedHashSet<>();
        history.invocations().map(Op::value).forEach(txn ->
                ((List<?>) txn).forEach(step -> written.add(((List<?>) step).get(1))));
        this.keys = List.copyOf(written);
    }

    @Override
    public List<ObjectNode> requests() {
        List<ObjectNode> requests = new ArrayList<>();
        for (int first = 0; first < keys.size(); first += stepsAtOnce) {
            ObjectNode request = RequestBody.of("txn");
            ArrayNode txn = request.putArray("txn");
            keys.subList(first, Math.min(first + stepsAtOnce, keys.size()))
                    .forEach(key -> txn.addArray().add("r").addPOJO(key).addNull());
            requests.add(request);
        }
        return requests;
    }

    @Override
    public Map<String, Verdict> judge(Map<String, List<ObjectNode>> replies) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put("replicas", replicas(replies));
        CausalConsistency.demandedBy(models).ifPresent(checker -> verdicts.put("causality", checker.check(history)));
        return verdicts;
    }

    private Verdict replicas(Map<String, List<ObjectNode>> replies) {
        Map<Object, Map<String, JsonNode>> divergent = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            Map<String, JsonNode> values = valuesByNode(replies, i);
            if (Set.copyOf(values.values()).size() > 1) {
                divergent.put(keys.get(i), values);
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("keys", keys.size());
        details.put("divergent-keys", divergent.size());
        return Verdict.of(divergent.isEmpty(), details, divergent.isEmpty() ? List.of() : List.of(
                violation(List.copyOf(divergent.keySet()), divergent.values().iterator().next())));
    }

    private Violation violation(List<Object> divergentKeys, Map<String, JsonNode> values) {
        Object key = divergentKeys.getFirst();
        List<Op> writers = history.clientOps().filter(Op::isOk)
                .filter(op -> values.values().stream().anyMatch(value -> writes(op, key, value))).toList();
        return new Violation("diverged-replicas", List.of(key), writers, clients -> {
            List<String> lines = new ArrayList<>();
            lines.add("Key %s is not the same everywhere: after 10 quiet seconds, %s.".formatted(Json.write(key),
                    values.entrySet().stream().map(each -> each.getKey() + " has " + each.getValue())
                            .collect(Collectors.joining(", "))));
            writers.stream().limit(MOST_WRITERS).forEach(op -> lines.add("%s wrote %s.".formatted(clients.at(op),
                    values.values().stream().filter(value -> writes(op, key, value)).findFirst().orElseThrow())));
            return lines;
        }, Violation.Others.after(divergentKeys, "key"));
    }

    private static boolean writes(Op txn, Object key, JsonNode value) {
        return ((List<?>) txn.value()).stream().map(step -> (List<?>) step).anyMatch(step ->
                !step.getFirst().equals(READ) && step.get(1).equals(key)
                        && Json.write(step.get(2)).equals(value.toString()));
    }

    /** The nodes' values of a key, without the nodes that did not answer for it. */
    private Map<String, JsonNode> valuesByNode(Map<String, List<ObjectNode>> replies, int key) {
        Map<String, JsonNode> values = new TreeMap<>();
        replies.forEach((node, bodies) -> {
            ObjectNode body = bodies.get(key / stepsAtOnce);
            JsonNode value = body == null ? null : body.path("txn").path(key % stepsAtOnce).get(2);
            if (value != null) {
                values.put(node, value);
            }
        });
        return values;
    }
}
