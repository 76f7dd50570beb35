package bench.story;

import bench.check.Phrases;
import bench.history.Op;
import bench.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says why a request got no answer in time, from what the node sent its client meanwhile. */
final class MissingReply {

    private final Op end;
    private String node;
    private String client;
    private JsonNode request;
    private final List<String> sent = new ArrayList<>();

    private MissingReply(Op end) {
        this.end = end;
    }

    /** @return what to change; empty if the run does not know of the request */
    static Optional<String> hint(Op end, Run run) {
        MissingReply missing = new MissingReply(end);
        run.replay(missing::note);
        return Optional.ofNullable(missing.request).map(_ -> missing.explain());
    }

    private void note(long nanos, Event event) {
        if (nanos > end.time()) {
            return;
        }
        switch (event) {
            case Event.Operation operation when operation.op().process() == end.process() -> {
                node = operation.node();
                client = operation.client();
            }
            case Event.Send(long _, String src, String _, String body) when src.equals(client) -> {
                request = JsonMapper.shared().readTree(body);
                sent.clear();
            }
            case Event.Send(long _, String src, String dest, String body)
                    when src.equals(node) && dest.equals(client) -> sent.add(body);
            default -> { }
        }
    }

    private String explain() {
        if (sent.isEmpty()) {
            return node + " sent its client nothing. Usually a handler returns no reply on some path, or waits for "
                    + "an answer that does not come.";
        }
        String first = sent.getFirst();
        JsonNode answers = JsonMapper.shared().readTree(first).path("in_reply_to");
        String wrong = answers.isMissingNode() ? "has no in_reply_to" : "has the in_reply_to " + answers;
        return "%s sent its client %s, which %s; it must be %s, the msg_id of the request.".formatted(
                node, Phrases.plain(first), wrong, request.path("msg_id"));
    }
}
