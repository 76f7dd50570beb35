package bench.run;

import bench.kernel.EventLoop;
import bench.kernel.Message;
import bench.kernel.Network;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client in the network. It asks one thing at a time, and takes only the answer to what it asked last. */
final class RpcClient {

    private static final int UNKNOWN_CODE = -1;

    private final EventLoop loop;
    private final Network network;
    private final String id;
    private final Conduct conduct;
    private long lastMsgId;
    private Consumer<Answer> waiting;

    /** What became of a request. */
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

    record Silence(long timeoutMillis) implements Answer {
    }

    RpcClient(EventLoop loop, Network network, String id, Conduct conduct) {
        this.loop = loop;
        this.network = network;
        this.id = id;
        this.conduct = conduct;
        network.add(id, this::receive);
    }

    /** Its name in the network, such as {@code c7}. */
    String id() {
        return id;
    }

    /** Leaves the network: a late answer finds nobody. */
    void close() {
        network.remove(id);
    }

    void call(String node, ObjectNode request, long timeoutMillis, Consumer<Answer> onAnswer) {
        if (waiting != null) {
            throw new IllegalStateException(id + " already waits for an answer");
        }
        long msgId = ++lastMsgId;
        waiting = onAnswer;
        network.send(id, node, request.put("msg_id", msgId));
        loop.after(timeoutMillis * 1_000_000, () -> {
            if (lastMsgId == msgId && waiting != null) {
                conduct.note(node, Conduct.Offence.SILENCE, loop.now(), request.toString());
                answer(new Silence(timeoutMillis));
            }
        });
    }

    private void receive(Message message) {
        ObjectNode body = message.body();
        JsonNode inReplyTo = body.path("in_reply_to");
        long answered = inReplyTo.isIntegralNumber() ? inReplyTo.longValue(0) : 0; // 1.0 is not 1
        if (answered < 1 || answered > lastMsgId) { // else it may come twice, or too late
            conduct.note(message.src(), Conduct.Offence.STRAY, loop.now(), body.toString());
        } else if (answered == lastMsgId) {
            answer(body.path("type").asString("").equals("error")
                    ? new Failure(code(body.path("code")), body.path("text").asString(""))
                    : new Reply(body));
        }
    }

    /** A code that is no integer is none that Maelstrom knows, and so says nothing definite. */
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
