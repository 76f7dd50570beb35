package bench.run;

import bench.kernel.Cluster;
import bench.kernel.Node;
import bench.workload.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells nodes what they must know before clients come: who they are ({@code init}), and what the workload sets up. A
 * node that does not answer as it should breaks the test.
 */
final class Introduction {

    private static final long INIT_TIMEOUT_MILLIS = 10_000;
    private static final Set<String> SETUP_REPLY_FIELDS = Set.of("type", "in_reply_to", "msg_id");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<String> nodes;
    private final Workload workload;
    private final Cluster cluster;
    private final Supplier<RpcClient> clients;
    private final Conduct conduct;
    private final BiConsumer<String, String> abort;

    /** A request to a node that ran under this id at that time. */
    private record Question(RpcClient client, String id, Node node, String type, long timeoutMillis,
                            Consumer<ObjectNode> next) {
    }

    /**
     * @param clients makes a new client in the network
     * @param conduct grows while the test runs
     * @param abort   ends the test, with the node whose fault it is and what it did
     */
    Introduction(List<String> nodes, Workload workload, Cluster cluster, Supplier<RpcClient> clients, Conduct conduct,
                 BiConsumer<String, String> abort) {
        this.nodes = nodes;
        this.workload = workload;
        this.cluster = cluster;
        this.clients = clients;
        this.conduct = conduct;
        this.abort = abort;
    }

    /** Introduces all nodes, and continues when all have answered. */
    void ofAll(Runnable next) {
        forEveryNode(this::init, _ -> setUp(next));
    }

    /** Introduces a node that was started again. */
    void of(String node) {
        init(node, _ -> { });
    }

    /** Sends init. Jepsen closes this client at once, but all others only at the end of the test. */
    private void init(String node, Consumer<ObjectNode> next) {
        ObjectNode init = JSON.createObjectNode().put("type", "init").put("node_id", node)
                .set("node_ids", JSON.valueToTree(nodes));
        RpcClient client = clients.get();
        ask(client, node, INIT_TIMEOUT_MILLIS, init, reply -> {
            client.close();
            next.accept(reply);
        });
    }

    /**
     * Sends the workload's setup request. As in Jepsen, each node gets a client for this even if there is no request.
     */
    private void setUp(Runnable next) {
        Map<String, RpcClient> clientOf = new LinkedHashMap<>();
        nodes.forEach(node -> clientOf.put(node, clients.get()));
        if (workload.setup() == null) {
            next.run();
        } else {
            forEveryNode((node, answered) -> ask(clientOf.get(node), node, workload.timeoutMillis(), workload.setup(),
                    answered), replies -> {
                replies.forEach(this::checkSetupReply);
                next.run();
            });
        }
    }

    private void checkSetupReply(String node, ObjectNode reply) {
        if (!SETUP_REPLY_FIELDS.containsAll(reply.propertyNames())) {
            abort.accept(node, "answered with fields that are not in the protocol: " + reply);
        }
    }

    /** Asks each node a question, and continues with the replies when all have answered. */
    private void forEveryNode(BiConsumer<String, Consumer<ObjectNode>> question,
                              Consumer<Map<String, ObjectNode>> next) {
        Map<String, ObjectNode> replies = new LinkedHashMap<>();
        for (String node : nodes) {
            question.accept(node, reply -> {
                replies.put(node, reply);
                if (replies.size() == nodes.size()) {
                    next.accept(replies);
                }
            });
        }
    }

    /** Sends a node a request, and continues when it has answered correctly. Otherwise the test ends. */
    private void ask(RpcClient client, String id, long timeoutMillis, ObjectNode request, Consumer<ObjectNode> next) {
        Question question = new Question(client, id, cluster.node(id), request.path("type").asString(), timeoutMillis,
                next);
        client.call(id, request, timeoutMillis, answer -> judge(question, answer));
    }

    private void judge(Question asked, RpcClient.Answer answer) {
        String type = asked.type;
        switch (answer) {
            case RpcClient.Reply(ObjectNode body) when body.path("type").asString("").equals(type + "_ok") ->
                    asked.next.accept(body);
            case RpcClient.Reply(ObjectNode body) -> abort.accept(asked.id,
                    "answered %s with %s, whose type is not \"%s_ok\"".formatted(type, body, type));
            case RpcClient.Failure(int code, String text) -> abort.accept(asked.id,
                    "answered %s with error %d: %s".formatted(type, code, JSON.writeValueAsString(text)));
            case RpcClient.Silence _ when cluster.node(asked.id) != asked.node -> { } // it was killed in the meantime
            case RpcClient.Silence(boolean isExcused, _) when isExcused && !cluster.isDeaf(asked.id) -> // it was paused
                    asked.client.await(asked.id, asked.timeoutMillis, later -> judge(asked, later));
            case RpcClient.Silence _ -> abort.accept(asked.id, "did not answer %s within %d s%s".formatted(type,
                    asked.timeoutMillis / 1000, heardFrom(asked)));
        }
    }

    /**
     * What a silent node has printed so far. Output that stays in a buffer is the classic mistake in every language.
     */
    private String heardFrom(Question asked) {
        if (cluster.isDeaf(asked.id) || conduct.isHeardOf(asked.id)) {
            return ": what it printed was not an answer (see above)";
        }
        String unfinished = asked.node.unfinishedLine();
        return !unfinished.isEmpty() ? ". It printed this without a line end: " + unfinished
                : ". If it printed an answer, is its output flushed after each line? What to answer: maelstrom help "
                + (asked.type.equals("init") ? "protocol" : "broadcast");
    }
}
