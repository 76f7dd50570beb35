package bench.workload;

import bench.check.Checker;
import bench.check.EchoMatches;
import bench.history.Keyword;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Sends a text and expects it back. */
public final class Echo implements Workload {

    public Echo(Settings settings) {
    }

    @Override
    public Generator generator(RandomGenerator random) {
        return (_, _) -> new Invocation("echo", "Please echo " + random.nextInt(128));
    }

    @Override
    public Client client() {
        return (invocation, connection, outcome) -> connection.call(
                RequestBody.of("echo").put("echo", (String) invocation.value()),
                body -> outcome.ok(wholeReply(Reply.of(body, "echo_ok", "echo"), body)));
    }

    /** The whole body of the reply with keywords as field names, like in Maelstrom's history. */
    private static Map<Keyword, Object> wholeReply(Reply reply, ObjectNode body) {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        body.propertyNames().forEach(name -> map.put(Keyword.of(name), reply.any(name)));
        return map;
    }

    @Override
    public Checker checker() {
        return new EchoMatches();
    }
}
