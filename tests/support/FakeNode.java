import bench.check.Verdict;
import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Message;
import bench.kernel.Node;
import bench.run.Judge;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node that is a few lines of a test, in virtual time: neither a process nor a script. It handles what every node
 * must do, and the test adds the rest.
 *
 * <pre>{@code FakeNode.run("-w echo --node-count 1 --time-limit 5", () -> (node, message) -> node.reply(message,
 * "echo_ok")); }</pre>
 */
final class FakeNode implements Node {

    static final JsonMapper JSON = JsonMapper.shared();

    /** How the node handles a message other than {@code init} and {@code topology}. */
    @FunctionalInterface
    interface Behaviour {
        void on(FakeNode node, ObjectNode message);
    }

    private final String id;
    private final Output output;
    private final Behaviour behaviour;
    private String crash;

    private FakeNode(String id, Output output, Behaviour behaviour) {
        this.id = id;
        this.output = output;
        this.behaviour = behaviour;
    }

    /** Runs a test with Maelstrom's options; each node gets a behaviour of its own. */
    static Scripts.Run run(String options, Supplier<Behaviour> behaviours) {
        return run(options, Journal.NOBODY, behaviours);
    }

    static Scripts.Run run(String options, Journal journal, Supplier<Behaviour> behaviours) {
        TestOptions parsed = Scripts.parse("fake", List.of(options.split(" ")), 1);
        Workload workload = Workloads.create(parsed.workload(), parsed.settings());
        EventLoop loop = new EventLoop(new Clock.Virtual());
        Node.Launcher launcher = (id, output) -> new FakeNode(id, output, behaviours.get());
        TestRun.Outcome outcome = new TestRun(parsed, workload, loop, launcher, 300_000, true, journal,
                Scripts.NOBODY).run();
        return new Scripts.Run(outcome, Judge.judge(parsed, workload, outcome));
    }

    /** A node that answers each request with a fixed body, such as {@code {'type': 'read_ok'}} for a read. */
    static Supplier<Behaviour> answering(String body) {
        return () -> (node, message) -> node.reply(message, body);
    }

    static String type(ObjectNode message) {
        return message.path("body").path("type").asString();
    }

    String id() {
        return id;
    }

    /** Prints any line. */
    void print(String line) {
        output.line(line);
    }

    /** Sends a body that is written with single quotes. */
    void send(String dest, String body) {
        ObjectNode message = JSON.createObjectNode().put("src", id).put("dest", dest);
        output.line(message.set("body", JSON.readTree(body.replace('\'', '"'))).toString());
    }

    /** Answers a request; the body is written with single quotes and without {@code in_reply_to}. */
    void reply(ObjectNode request, String body) {
        JsonNode msgId = request.path("body").path("msg_id");
        send(request.get("src").asString(), body.replaceFirst("}$", ", 'in_reply_to': " + msgId + "}"));
    }

    @Override
    public void deliver(Message delivered) {
        ObjectNode message = (ObjectNode) JSON.readTree(delivered.line());
        switch (type(message)) {
            case "init" -> reply(message, "{'type': 'init_ok'}");
            case "topology" -> reply(message, "{'type': 'topology_ok'}");
            default -> { }
        }
        behaviour.on(this, message);
    }

    @Override
    public void kill() {
    }

    @Override
    public void pause() {
    }

    @Override
    public void resume() {
    }

    /** Ends by itself. */
    void crash(String how) {
        crash = how;
    }

    @Override
    public String crash() {
        return crash;
    }
}
