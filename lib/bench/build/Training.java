package bench.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run of a node for the JVM to watch. The node gets requests of every kind; the services answer what it asks of them;
 * and what it sends to a peer comes back as the peer's own, so that it shows both sides of its talk with peers.
 */
final class Training {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int TIMERS_MILLIS = 500;
    private static final int ANSWERED_MESSAGES = 200;
    private static final int SIGKILLED = 128 + 9;

    private static final List<String> REQUESTS = """
            {"type":"init","node_id":"n0","node_ids":["n0","n1","n2"],"msg_id":1}
            {"type":"echo","echo":"Please echo 1","msg_id":2}
            {"type":"generate","msg_id":3}
            {"type":"topology","topology":{"n0":["n1","n2"],"n1":["n0"],"n2":["n0"]},"msg_id":4}
            {"type":"broadcast","message":1,"msg_id":5}
            {"type":"add","element":1,"delta":1,"msg_id":6}
            {"type":"send","key":"1","msg":1,"msg_id":7}
            {"type":"poll","offsets":{"1":0},"msg_id":8}
            {"type":"commit_offsets","offsets":{"1":0},"msg_id":9}
            {"type":"list_committed_offsets","keys":["1"],"msg_id":10}
            {"type":"txn","txn":[["r",1,null],["w",1,2]],"msg_id":11}
            {"type":"txn","txn":[["append",1,2],["r",1,null]],"msg_id":12}
            {"type":"write","key":1,"value":1,"msg_id":13}
            {"type":"cas","key":1,"from":1,"to":2,"msg_id":14}
            {"type":"read","key":1,"msg_id":15}
            """.lines().toList();

    private Training() {
    }

    /** Runs the command in the folder until its input ends. If it does not end then, kills it and returns false. */
    static boolean run(List<String> command, Path folder) throws IOException {
        Process node = new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.DISCARD).start();
        try (BufferedReader output = node.inputReader();
             PrintWriter input = new PrintWriter(node.outputWriter(), true)) {
            after(PATIENCE_MILLIS, () -> kill(node));
            for (String body : REQUESTS) {
                input.println("{\"src\":\"c1\",\"dest\":\"n0\",\"body\":" + body + "}");
            }
            int messages = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (messages++ == 0) {
                    after(TIMERS_MILLIS, input::close);
                }
                if (messages < ANSWERED_MESSAGES) {
                    answer(line, input);
                }
            }
            return node.onExit().join().exitValue() != SIGKILLED;
        }
    }

    private static void answer(String line, PrintWriter input) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode message && message.path("body") instanceof ObjectNode body) {
                JsonNode from = message.path("src");
                String to = message.path("dest").asString("");
                message.set("src", message.path("dest"));
                message.set("dest", from);
                if (to.startsWith("n")) {
                    input.println(message);
                } else if (!to.startsWith("c")) {
                    String type = body.path("type").asString("");
                    body.put("in_reply_to", body.path("msg_id").asInt(0)).put("code", 20).put("ts", 1)
                            .put("type", type.equals("read") ? "error" : type + "_ok");
                    input.println(message);
                }
            }
        } catch (JacksonException e) {
            // A broken node: nothing to train, and nothing to say here either.
        }
    }

    private static void after(long millis, Runnable action) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(action);
    }

    /** The JVM writes its cache in a process of its own. */
    private static void kill(Process node) {
        List<ProcessHandle> children = node.descendants().toList();
        node.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
