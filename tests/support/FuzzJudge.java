import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Judges what a node says, given what it has heard. Its rules are Maelstrom's: a node may only print messages, of its
 * own, to somebody who exists; each request gets one reply or the right error; nothing else gets any.
 */
final class FuzzJudge {

    private static final Set<String> SERVICES = Set.of("seq-kv", "lin-kv", "lww-kv", "lin-tso");
    private static final int CRASH = 13;
    private static final int LONGEST_LOG_LINE = 2_000;
    private static final int LONGEST_QUOTE = 1_000;

    private final FuzzModel model;
    private final List<Message> early = new ArrayList<>();
    private final List<Request> open = new ArrayList<>();
    private final Map<String, Integer> replies = new TreeMap<>();
    private String id;
    private List<String> nodes = List.of();
    private boolean wasLiedTo;
    private boolean mustLog;

    private record Message(String src, String dest, Map<String, Object> body) {

        String type() {
            return body.get("type") instanceof String type ? type : "";
        }
    }

    /** A request that waits for its reply. The node answers in its own name, which before init is where it was sent. */
    private record Request(Message message, String name, FuzzModel.Answer answer) {

        boolean mayWait() {
            return answer instanceof FuzzModel.Reply reply && reply.mayWait() || answer instanceof FuzzModel.News;
        }
    }

    /** What is wrong. */
    static final class Finding extends RuntimeException {

        Finding(String text) {
            super(text);
        }
    }

    FuzzJudge(FuzzModel model) {
        this.model = model;
    }

    /** The replies so far, by {@code ok} or the code of the error. */
    Map<String, Integer> replies() {
        return replies;
    }

    // ---- what the node hears ----

    /** Takes a line that the node is about to get. */
    void hears(String line) {
        Message message = message(line);
        if (message == null) {
            mustLog = true;
        } else if (message.body.get("in_reply_to") == null) {
            if (id == null && message.type().equals("init")) {
                init(message);
            } else if (id == null) {
                early.add(message);
            } else {
                ask(message);
            }
        }
    }

    /** The message in a line, or null if there is none. */
    @SuppressWarnings("unchecked") // JSON objects have strings as keys
    private static Message message(String line) {
        try {
            return StrictJson.parse(line) instanceof Map<?, ?> map && map.get("src") instanceof String src
                    && !src.isEmpty() && map.get("dest") instanceof String dest && !dest.isEmpty()
                    && map.get("body") instanceof Map<?, ?> body
                    ? new Message(src, dest, (Map<String, Object>) body) : null;
        } catch (StrictJson.NotJson e) {
            return null;
        }
    }

    /** Whether the node has had an init that is in order. */
    boolean isBorn() {
        return id != null;
    }

    /** Whether a node forgets this line at once. */
    static boolean leavesNoTrace(String line, FuzzModel model) {
        Message message = message(line);
        return message == null || message.body.get("in_reply_to") != null || message.type().isEmpty()
                || model.ask(message.type(), message.body) instanceof FuzzModel.Refusal;
    }

    /** Whether the node believes this line, which another node sends, although it may be a lie. */
    boolean isNews(String line) {
        Message message = message(line);
        return message != null && message.type().equals(FuzzModel.NEWS)
                && (id == null || nodes.contains(message.src)) && !model.isMalformedNews(message.body);
    }

    /** Tells that the node may have been lied to, by other nodes or by a service: its values mean nothing from now. */
    void lied() {
        wasLiedTo = true;
    }

    private void init(Message message) {
        Map<String, Object> body = message.body;
        boolean isValid = body.get("node_id") instanceof String name && FuzzModel.isTexts(body.get("node_ids"))
                && ((List<?>) body.get("node_ids")).contains(name) && !((List<?>) body.get("node_ids")).contains("")
                && Set.copyOf((List<?>) body.get("node_ids")).size() == ((List<?>) body.get("node_ids")).size();
        if (!isValid) {
            expect(message, message.dest, FuzzModel.Refusal.MALFORMED);
            return;
        }
        id = (String) body.get("node_id");
        nodes = ((List<?>) body.get("node_ids")).stream().map(String.class::cast).toList();
        model.start(id, nodes);
        expect(message, id, FuzzModel.Reply.empty("init_ok"));
        early.forEach(this::ask);
        early.clear();
    }

    private void ask(Message message) {
        FuzzModel.Answer answer = message.type().isEmpty() ? FuzzModel.Refusal.MALFORMED
                : model.ask(message.type(), message.body);
        if (answer instanceof FuzzModel.News) {
            boolean isFromNode = nodes.contains(message.src);
            answer = !isFromNode ? FuzzModel.Refusal.UNKNOWN
                    : model.isMalformedNews(message.body) ? FuzzModel.Refusal.MALFORMED : answer;
        }
        expect(message, id, answer);
    }

    private void expect(Message message, String name, FuzzModel.Answer answer) {
        if (message.body.get("msg_id") instanceof StrictJson.Num msgId && msgId.isWhole()) {
            open.add(new Request(message, name, answer));
        }
    }

    // ---- what the node says ----

    /** Takes a line that the node has printed. */
    @SuppressWarnings("unchecked") // JSON objects have strings as keys
    void says(String line) {
        Message message = message(line);
        require(message != null, "It printed what is no message: ", () -> line);
        require(!line.contains("\n"), "It printed several lines at once: ", () -> line);
        Map<String, Object> body = new TreeMap<>(message.body);
        Object inReplyTo = body.remove("in_reply_to");
        body.remove("type");
        if (inReplyTo != null) {
            reply(message, inReplyTo, body, line);
        } else {
            require(message.src.equals(id), "It spoke in the name of another: ", () -> line);
            require(nodes.contains(message.dest) && !message.dest.equals(id) || SERVICES.contains(message.dest),
                    "It sent a message to nobody: ", () -> line);
            require(model.says().contains(message.type()), "It sent a message of no type of its own: ", () -> line);
        }
    }

    private void reply(Message reply, Object inReplyTo, Map<String, Object> fields, String line) {
        List<Request> asked = open.stream().filter(request -> request.message.src.equals(reply.dest)
                && request.message.body.get("msg_id").equals(inReplyTo)).toList();
        require(!asked.isEmpty(), "It replied to no request: ", () -> line);
        Request request = asked.stream().sorted(Comparator.comparing(Request::mayWait)) // they may share a msg_id
                .filter(each -> fits(each.answer, reply.type(), fields)).findFirst()
                .orElseThrow(() -> finding(asked.getFirst().answer, line));
        require(reply.src.equals(request.name), "It spoke in the name of another: ", () -> line);
        open.remove(request);
        replies.merge(reply.type().equals("error") ? String.valueOf(fields.get("code")) : "ok", 1, Integer::sum);
        if (!wasLiedTo && request.answer instanceof FuzzModel.Reply right && right.type().equals(reply.type())) {
            require(right.check().holds(fields), "It gave a wrong answer: ", () -> line);
        }
    }

    private static Finding finding(FuzzModel.Answer expected, String line) {
        return new Finding("It should have answered with " + expected + ", not: "
                + line.substring(0, Math.min(line.length(), LONGEST_QUOTE)));
    }

    private boolean fits(FuzzModel.Answer answer, String type, Map<String, Object> fields) {
        long code = type.equals("error") && FuzzModel.isLong(fields.get("code"))
                ? ((StrictJson.Num) fields.get("code")).asLong() : -1;
        return switch (answer) {
            case FuzzModel.Refusal(int expected) -> code == expected;
            case FuzzModel.Reply(String expected, boolean mayWait, _) ->
                    type.equals(expected) || (mayWait || wasLiedTo) && code > 0;
            case FuzzModel.News() -> code == CRASH || code == FuzzModel.Refusal.MALFORMED.code();
        };
    }

    /** Says that the node waits for input now, and what it has logged meanwhile. */
    void settles(List<String> log) {
        requireAnswers(open.stream().filter(request -> !request.mayWait()).toList(), log);
        require(!mustLog || !log.isEmpty(), "It logged nothing about a line that is no message", () -> "");
        mustLog = false;
        log.forEach(line -> require(line.length() <= LONGEST_LOG_LINE, "It logged too much: ", () -> line));
    }

    /** Says that the node has had time to answer everything. */
    void ends() {
        requireAnswers(open.stream().filter(request -> !(request.answer instanceof FuzzModel.News)).toList(),
                List.of());
    }

    private static void requireAnswers(List<Request> missing, List<String> log) {
        require(missing.isEmpty(), "It did not answer: ", () -> log + " " + missing.getFirst().message.body);
    }

    private static void require(boolean holds, String what, Supplier<String> quote) {
        if (!holds) {
            String text = quote.get();
            throw new Finding(what + text.substring(0, Math.min(text.length(), LONGEST_QUOTE)));
        }
    }
}
