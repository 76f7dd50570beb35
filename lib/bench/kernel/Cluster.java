package bench.kernel;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The nodes of a test. They are heard until they say something wrong: as in Maelstrom, a line that is no message, or a
 * message to nobody, makes a node deaf for ever. Its output is never read again, and the test goes on without it.
 */
public final class Cluster {

    private static final int MOST_UNREAD = 100_000;

    private final EventLoop loop;
    private final Network network;
    private final Node.Launcher launcher;
    private final Journal journal;
    private final Consumer<Warning> warnings;
    private final BiConsumer<String, String> overloads;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> deaf = new LinkedHashSet<>();
    private final Map<String, Long> upSince = new LinkedHashMap<>();

    /**
     * Why a node is deaf from now on.
     *
     * @param mistake what it did, in words
     * @param line    the line in which it did so
     */
    public record Warning(String node, long nanos, String mistake, String line) {

        public String text() {
            return mistake + ":\n    " + line;
        }

        /** What several nodes have in common that make the same mistake with different names. */
        public String kind() {
            return mistake.replaceAll("'[^']*'", "");
        }
    }

    /**
     * @param warnings  told at once when a node goes deaf
     * @param overloads told of a node that reads so slowly that its messages would fill the memory, and of their number
     */
    public Cluster(EventLoop loop, Network network, Node.Launcher launcher, Journal journal,
                   Consumer<Warning> warnings, BiConsumer<String, String> overloads) {
        this.loop = loop;
        this.network = network;
        this.launcher = launcher;
        this.journal = journal;
        this.warnings = warnings;
        this.overloads = overloads;
    }

    /** Starts a node, for the first time or after {@link #kill}. */
    public void start(String id) {
        deaf.remove(id);
        note(id, Event.State.STARTED, null);
        Node[] self = new Node[1]; // a node may speak before its launch returns
        network.add(id, message -> deliver(id, self[0], message));
        self[0] = launcher.launch(id, line -> {
            if (!deaf.contains(id) && nodes.get(id) == self[0]) {
                hear(id, line);
            }
        });
        nodes.put(id, self[0]);
        upSince.put(id, loop.now());
    }

    /** Kills a node without warning, if it runs; what is addressed to it gets lost. */
    public void kill(String id) {
        if (nodes.containsKey(id)) {
            nodes.remove(id).kill();
            upSince.remove(id);
            note(id, Event.State.KILLED, null);
            network.silence(id);
        }
    }

    /** Stops a node for a while, if it runs; what is addressed to it waits. */
    public void pause(String id) {
        if (nodes.containsKey(id)) {
            nodes.get(id).pause();
            upSince.remove(id);
            note(id, Event.State.PAUSED, null);
        }
    }

    public void resume(String id) {
        if (nodes.containsKey(id)) {
            note(id, Event.State.RESUMED, null);
            nodes.get(id).resume();
            upSince.put(id, loop.now());
        }
    }

    /** Whether a node has run and been heard all the time since then, so that its silence is its own. */
    public boolean hasBeenUpSince(String id, long nanos) {
        return !deaf.contains(id) && upSince.getOrDefault(id, Long.MAX_VALUE) <= nanos;
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

    private void deliver(String id, Node node, Message message) {
        node.deliver(message);
        if (node.backlog() > MOST_UNREAD) {
            overloads.accept(id, "has %,d messages that it does not read".formatted(node.backlog()));
        }
    }

    private void hear(String id, StdoutLine line) {
        String mistake = line.mistake() != null ? line.mistake() : send(line);
        if (mistake != null) {
            deaf.add(id);
            if (nodes.containsKey(id)) { // else it speaks before its launch returns
                nodes.get(id).ignore();
            }
            note(id, Event.State.DEAF, mistake);
            warnings.accept(new Warning(id, loop.now(), mistake, abbreviate(line.text())));
        }
    }

    /** Sends a message, or returns why that cannot be. */
    private String send(StdoutLine line) {
        if (!network.knows(line.src())) {
            return "it sent a message in the name of '" + line.src() + "', which does not exist";
        }
        if (!network.knows(line.dest())) {
            return "it sent a message to '" + line.dest() + "', " + network.whyUnknown(line.dest(), line.body());
        }
        network.send(line.src(), line.dest(), line.body());
        return null;
    }

    private static String abbreviate(String line) {
        return line.length() <= 500 ? line : line.substring(0, 500) + "… (" + line.length() + " characters)";
    }
}
