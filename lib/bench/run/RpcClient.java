package bench.run;

import bench.kernel.Cluster;
import bench.kernel.EventLoop;
import bench.kernel.Message;
import bench.kernel.Network;
import java.util.BitSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client in the network. It sends one request at a time, and accepts only a reply to its latest request. */
final class RpcClient {

    private static final int UNKNOWN_CODE = -1;

    private final EventLoop loop;
    private final Network network;
    private final Cluster cluster;
    private final String id;
    private final Conduct conduct;
    private final BitSet answered = new BitSet();
    private int lastMsgId;
    private Consumer<Answer> waiting;
    private boolean heardSinceRequest;

    /** The outcome of a request. */
    sealed interface Answer {
    }

    record Reply(ObjectNode body) implements Answer {
    }

    record Failure(int code, String text) implements Answer {

        /** Whether the code says that the operation certainly did not happen. Source: Maelstrom's list of errors. */
        boolean definite() {
            return switch (code) {
                case 1, 10, 11, 12, 14, 20, 21, 22, 30 -> true;
                default -> false;
            };
        }
    }

    /**
     * No answer in time.
     *
     * @param isExcused whether the node was killed, paused or deaf meanwhile, so that it is not its own fault
     * @param isTotal   whether the node sent nothing at all, not even a reply that nobody can use
     */
    record Silence(boolean isExcused, boolean isTotal) implements Answer {
    }

    RpcClient(EventLoop loop, Network network, Cluster cluster, String id, Conduct conduct) {
        this.loop = loop;
        this.network = network;
        this.cluster = cluster;
        this.id = id;
        this.conduct = conduct;
        network.add(id, this::receive);
    }

    /** The client's name in the network, such as {@code c7}. */
    String id() {
        return id;
    }

    /** Leaves the network. A late reply then has no receiver. */
    void close() {
        network.remove(id, this::afterwards);
    }

    void call(String node, ObjectNode request, long timeoutMillis, Consumer<Answer> onAnswer) {
        if (waiting != null) {
            throw new IllegalStateException(id + " already waits for an answer");
        }
        network.send(id, node, request.put("msg_id", ++lastMsgId));
        heardSinceRequest = false;
        await(node, timeoutMillis, onAnswer);
    }

    /** Waits for the answer to the latest request, after a silence once more. */
    void await(String node, long timeoutMillis, Consumer<Answer> onAnswer) {
        int msgId = lastMsgId;
        long sinceNanos = loop.now();
        waiting = onAnswer;
        loop.after(timeoutMillis * 1_000_000, () -> {
            if (lastMsgId == msgId && waiting != null) {
                answer(new Silence(!cluster.hasBeenUpSince(node, sinceNanos), !heardSinceRequest));
            }
        });
    }

    private void receive(Message message) {
        ObjectNode body = message.body();
        Conduct.Offence offence = offence(body);
        if (offence == null) {
            answered.set(lastMsgId);
            answer(type(body).equals("error") ? new Failure(code(body.path("code")), body.path("text").asString(""))
                    : new Reply(body));
        } else {
            heardSinceRequest = true;
            conduct.note(message.src(), offence, type(body), loop.now(), body.toString());
        }
    }

    /** What is wrong with this message as a reply, or null if it is the expected one. */
    private Conduct.Offence offence(ObjectNode body) {
        if (!body.has("in_reply_to")) {
            return Conduct.Offence.NO_REPLY;
        }
        JsonNode inReplyTo = body.get("in_reply_to");
        int msgId = inReplyTo.isIntegralNumber() ? inReplyTo.intValue(0) : 0; // 1.0 is not 1
        if (msgId < 1 || msgId > lastMsgId) {
            return Conduct.Offence.STRAY;
        } else if (answered.get(msgId)) {
            return Conduct.Offence.TWICE;
        }
        return msgId < lastMsgId || waiting == null ? Conduct.Offence.LATE : null;
    }

    /** Why this client had left when a message for it came. */
    private String afterwards(ObjectNode body) {
        return switch (offence(body)) {
            case TWICE -> "which has left because it already had a reply to this request";
            case LATE -> "which has left because it had given up on this request (reply sooner, or not at all)";
            case null, default -> "which has left and expects no reply";
        };
    }

    private static String type(ObjectNode body) {
        return body.path("type").asString("");
    }

    /** The error code. One that is not an integer is unknown to Maelstrom, so the error is indefinite. */
    private static int code(JsonNode code) {
        return code.isIntegralNumber() ? code.intValue(UNKNOWN_CODE) : UNKNOWN_CODE;
    }

    private void answer(Answer answer) {
        if (waiting != null) {
            Consumer<Answer> onAnswer = waiting;
            waiting = null;
            onAnswer.accept(answer);
        }
    }
}
