package bench.kernel;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nodes of a test. They are heard until they say something wrong: as in Maelstrom, a line that is no message, or a
 * message to nobody, makes a node deaf for ever. Its output is never read again, and the test goes on without it.
 */
public final class Cluster {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // Maelstrom reads the first value of a line,
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS) // and takes a tab in a string
            .build();
    private static final Set<String> FIELDS = Set.of("id", "src", "dest", "body");

    private final EventLoop loop;
    private final Network network;
    private final Node.Launcher launcher;
    private final Journal journal;
    private final Consumer<Warning> warnings;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> deaf = new LinkedHashSet<>();

    /** What went wrong with a node, in words. */
    public record Warning(String node, long nanos, String text) {
    }

    /** @param warnings told at once when a node goes deaf */
    public Cluster(EventLoop loop, Network network, Node.Launcher launcher, Journal journal,
                   Consumer<Warning> warnings) {
        this.loop = loop;
        this.network = network;
        this.launcher = launcher;
        this.journal = journal;
        this.warnings = warnings;
    }

    /** Starts a node, for the first time or after {@link #kill}. */
    public void start(String id) {
        deaf.remove(id);
        note(id, Event.State.STARTED, null);
        Node[] self = new Node[1]; // a node may speak before its launch returns
        network.add(id, message -> self[0].deliver(encode(message)));
        self[0] = launcher.launch(id, line -> {
            if (!deaf.contains(id) && nodes.get(id) == self[0]) {
                hear(id, line);
            }
        });
        nodes.put(id, self[0]);
    }

    /** Kills a node without warning, if it runs; what is addressed to it gets lost. */
    public void kill(String id) {
        if (nodes.containsKey(id)) {
            nodes.remove(id).kill();
            note(id, Event.State.KILLED, null);
            network.silence(id);
        }
    }

    /** Stops a node for a while, if it runs; what is addressed to it waits. */
    public void pause(String id) {
        if (nodes.containsKey(id)) {
            nodes.get(id).pause();
            note(id, Event.State.PAUSED, null);
        }
    }

    public void resume(String id) {
        if (nodes.containsKey(id)) {
            note(id, Event.State.RESUMED, null);
            nodes.get(id).resume();
        }
    }

    /** The node that runs under this name now, another one after each restart; null while it is killed. */
    public Node node(String id) {
        return nodes.get(id);
    }

    public void killAll() {
        List.copyOf(nodes.keySet()).forEach(this::kill);
    }

    /** Nodes that ended by themselves, and how. */
    public Map<String, String> crashes() {
        Map<String, String> crashes = new LinkedHashMap<>();
        nodes.forEach((id, node) -> {
            if (node.crash() != null) {
                crashes.put(id, node.crash());
            }
        });
        return crashes;
    }

    private void note(String node, Event.State state, String why) {
        if (journal.listens()) {
            journal.record(loop.now(), new Event.NodeChange(node, state, why));
        }
    }

    private void hear(String id, String line) {
        String reason = send(line);
        if (reason != null) {
            deaf.add(id);
            note(id, Event.State.DEAF, reason);
            warnings.accept(new Warning(id, loop.now(), reason + ":\n    " + abbreviate(line)));
        }
    }

    /** Sends what the line says, or returns why that cannot be. */
    private String send(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            return "it printed a line on stdout that is not JSON (diagnostics belong on stderr)";
        }
        if (!json.isObject()) {
            return "it printed JSON on stdout that is not a message: an object with src, dest and body";
        }
        for (String field : json.propertyNames()) {
            if (!FIELDS.contains(field)) {
                return "it sent a message with the field '" + field + "'; only src, dest and body belong there";
            }
        }
        if (json.has("id") && !json.path("id").isIntegralNumber()) {
            return "it sent a message whose id is not an integer (a node need not give one)";
        }
        JsonNode body = json.path("body");
        if (!json.path("src").isString() || !json.path("dest").isString()) {
            return "it sent a message whose src or dest is not a string";
        }
        boolean empty = body.isNull() || body.isMissingNode() || body.isArray() && body.isEmpty();
        if (!body.isObject() && !empty) {
            return "it sent a message whose body is not an object";
        }
        String src = json.path("src").stringValue();
        String dest = json.path("dest").stringValue();
        if (!network.knows(src)) {
            return "it sent a message in the name of '" + src + "', which does not exist";
        }
        if (!network.knows(dest)) {
            return "it sent a message to '" + dest + "', which does not exist"
                    + (Message.isClient(dest) ? " any more (a client gives up after 5 s)" : "");
        }
        network.send(src, dest, body instanceof ObjectNode object ? object : JSON.createObjectNode());
        return null;
    }

    private static String encode(Message message) {
        return "{\"id\":" + message.id() + ",\"src\":" + quote(message.src()) + ",\"dest\":" + quote(message.dest())
                + ",\"body\":" + message.text() + "}";
    }

    private static String quote(String name) {
        return JSON.getNodeFactory().stringNode(name).toString();
    }

    private static String abbreviate(String line) {
        return line.length() <= 500 ? line : line.substring(0, 500) + "… (" + line.length() + " characters)";
    }
}
