package bench.workload;

import bench.check.Phrases;
import bench.history.Keyword;
import bench.workload.Workload.Client;
import bench.workload.Workload.Connection;
import bench.workload.Workload.Invocation;
import bench.workload.Workload.MalformedReply;
import bench.workload.Workload.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Sends to logs, and polls its assigned logs, each from where it stopped or from the beginning. */
final class KafkaClient implements Client {

    /** For each assigned key, the offset to poll next. */
    private Map<String, Long> nextOffsets = new LinkedHashMap<>();

    @Override
    public void invoke(Invocation invocation, Connection connection, Outcome outcome) {
        switch (invocation.f()) {
            case "assign" -> assign(invocation, connection, outcome);
            case "poll" -> poll(connection, outcome);
            case "send" -> send((List<?>) ((List<?>) invocation.value()).getFirst(), connection, outcome);
            case "crash" -> outcome.info(null); // the next process gets a new client without assigned keys
            default -> throw new IllegalArgumentException(invocation.f());
        }
    }

    private void assign(Invocation invocation, Connection connection, Outcome outcome) {
        List<?> keys = (List<?>) invocation.value();
        if (invocation.flags().contains(KafkaFinalPolls.SEEK_TO_BEGINNING)) {
            nextOffsets = new LinkedHashMap<>();
            keys.forEach(key -> nextOffsets.put((String) key, 0L));
            outcome.ok(keys);
            return;
        }
        ObjectNode request = RequestBody.of("list_committed_offsets");
        keys.forEach(key -> request.withArray("keys").add((String) key));
        connection.call(request, body -> {
            // Maelstrom asks for the committed offsets, but then looks for them in the wrong place of the reply. So it
            // only checks that they are well-formed.
            checkOffsets(Reply.of(body, "list_committed_offsets_ok", "offsets").any("offsets"));
            Map<String, Long> assigned = new LinkedHashMap<>();
            keys.forEach(key -> assigned.put((String) key, nextOffsets.getOrDefault(key, 0L)));
            nextOffsets = assigned;
            outcome.ok(keys);
        });
    }

    private void send(List<?> microOp, Connection connection, Outcome outcome) {
        String key = (String) microOp.get(1);
        Long message = (Long) microOp.get(2);
        connection.call(RequestBody.of("send").put("key", key).put("msg", message), body -> {
            long offset = Reply.of(body, "send_ok", "offset").integer("offset");
            outcome.ok(List.of(List.of(microOp.getFirst(), key, List.of(offset, message))));
        });
    }

    /** Polls, and commits the result at once. The operation succeeds only if the commit succeeds too. */
    private void poll(Connection connection, Outcome outcome) {
        connection.call(withOffsets("poll", nextOffsets), body -> {
            Map<String, List<?>> messages = messages(Reply.of(body, "poll_ok", "msgs").any("msgs"));
            Object result = List.of(List.of(Keyword.of("poll"), messages));
            Map<String, Long> polled = new LinkedHashMap<>();
            messages.forEach((key, pairs) -> {
                long highest = pairs.stream().mapToLong(KafkaClient::offset).reduce(-1, Math::max);
                nextOffsets.merge(key, highest + 1, Math::max);
                if (!pairs.isEmpty()) {
                    polled.put(key, Math.max(highest, 0));
                }
            });
            if (polled.isEmpty()) {
                outcome.ok(result);
            } else {
                connection.call(withOffsets("commit_offsets", polled), committed -> {
                    Reply.of(committed, "commit_offsets_ok");
                    outcome.ok(result);
                });
            }
        });
    }

    private static ObjectNode withOffsets(String type, Map<String, Long> offsets) {
        ObjectNode request = RequestBody.of(type);
        ObjectNode byKey = request.putObject("offsets");
        offsets.forEach(byKey::put);
        return request;
    }

    private static void checkOffsets(Object field) {
        if (!(field instanceof Map<?, ?> byKey) || !byKey.values().stream().allMatch(Long.class::isInstance)) {
            throw new MalformedReply("\"offsets\" must map each key to an offset, but it is " + Phrases.brief(field));
        }
    }

    /** The messages of a poll. As in Maelstrom, null counts as no messages. */
    private static Map<String, List<?>> messages(Object field) {
        if (!(field instanceof Map<?, ?> byKey)) {
            throw new MalformedReply("\"msgs\" must map each key to a list of pairs, but it is "
                    + Phrases.brief(field));
        }
        Map<String, List<?>> messages = new LinkedHashMap<>();
        byKey.forEach((key, pairs) -> {
            List<?> list = pairs == null ? List.of() : pairs instanceof List<?> some ? some : null;
            if (list == null || !list.stream().allMatch(KafkaClient::isPair)) {
                throw new MalformedReply("\"msgs\" must have pairs [offset, message] for key " + key
                        + ", but it has " + Phrases.brief(pairs));
            }
            messages.put((String) key, list);
        });
        return messages;
    }

    private static long offset(Object pair) {
        return (Long) ((List<?>) pair).getFirst();
    }

    private static boolean isPair(Object item) {
        return item instanceof List<?> pair && pair.size() == 2 && pair.getFirst() instanceof Long;
    }
}
