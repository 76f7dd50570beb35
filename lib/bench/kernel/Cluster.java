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
 * The nodes of a test. As in Maelstrom, a node that prints a line that is not a message, or sends a message to nobody,
 * goes deaf: its output is never read again, and the test goes on without it.
 */
public final class Cluster {

    private final EventLoop loop;
    private final Network network;
    private final Node.Launcher launcher;
    private final Journal journal;
    private final Consumer<Warning> warnings;
    private final BiConsumer<String, String> overloads;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> deaf = new LinkedHashSet<>();
    private final Map<String, Long> upSince = new LinkedHashMap<>();
    private final Overload overload;

    /**
     * Why a node went deaf.
     *
     * @param mistake what it did wrong, in words
     * @param line    the line that it printed
     */
    public record Warning(String node, long nanos, String mistake, String line) {

        public String text() {
            return mistake + ":\n    " + line;
        }

        /** The mistake without names, the same for all nodes that make it. */
        public String kind() {
            return mistake.replaceAll("'[^']*'", "");
        }
    }

    /**
     * @param warnings  called at once when a node goes deaf
     * @param overloads called when more messages are in flight than fit in memory, with the node whose fault that is
     *                  and with a text; messages sent then are lost
     */
    public Cluster(EventLoop loop, Network network, Node.Launcher launcher, Journal journal,
                   Consumer<Warning> warnings, BiConsumer<String, String> overloads) {
        this.loop = loop;
        this.network = network;
        this.launcher = launcher;
        this.journal = journal;
        this.warnings = warnings;
        this.overloads = overloads;
        this.overload = new Overload(network, nodes);
    }

    /** Starts a node, for the first time or after {@link #kill}. */
    public void start(String id) {
        deaf.remove(id);
        note(id, Event.State.STARTED, null);
        Node[] self = new Node[1]; // a node may speak before its launch returns
        network.add(id, new Receiver() {
            @Override
            public void expect(Message message, long dueNanos) {
                if (self[0] != null) {
                    self[0].expect(message, dueNanos);
                }
            }

            @Override
            public void receive(Message message) {
                self[0].deliver(message);
            }
        });
        self[0] = launcher.launch(id, line -> {
            if (!deaf.contains(id) && nodes.get(id) == self[0]) {
                hear(id, line);
            }
        });
        nodes.put(id, self[0]);
        upSince.put(id, loop.now());
    }

    /** Kills a node without warning, if it runs. Messages to it are lost. */
    public void kill(String id) {
        if (nodes.containsKey(id)) {
            nodes.remove(id).kill();
            upSince.remove(id);
            note(id, Event.State.KILLED, null);
            network.silence(id);
        }
    }

    /** Pauses a node, if it runs. Messages to it wait. */
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

    /** Makes a node's clock leap ahead and run at another rate, if the node runs: see {@link Node#skew}. */
    public void skew(String id, long leapNanos, int percent) {
        if (nodes.containsKey(id)) {
            nodes.get(id).skew(leapNanos, percent);
        }
    }

    /** Whether nobody reads a node's output any more. */
    public boolean isDeaf(String id) {
        return deaf.contains(id);
    }

    /** Whether a node has run, and has not been deaf, ever since then. If so, its silence is its own fault. */
    public boolean hasBeenUpSince(String id, long nanos) {
        return !deaf.contains(id) && upSince.getOrDefault(id, Long.MAX_VALUE) <= nanos;
    }

    /** The node that runs under this name now: a new one after each restart, or null while it is killed. */
    public Node node(String id) {
        return nodes.get(id);
    }

    public void killAll() {
        List.copyOf(nodes.keySet()).forEach(this::kill);
    }

    /** The nodes that ended by themselves, and how they ended. */
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

    private void hear(String id, StdoutLine line) {
        String mistake = line.mistake() != null ? line.mistake() : send(line);
        if (mistake != null) {
            deaf.add(id);
            if (nodes.containsKey(id)) { // otherwise it printed before its launch returned
                nodes.get(id).ignore();
            }
            note(id, Event.State.DEAF, mistake);
            warnings.accept(new Warning(id, loop.now(), mistake, abbreviate(line.text())));
        }
    }

    /** Sends a message; returns null, or the reason why it cannot be sent. */
    private String send(StdoutLine line) {
        if (!network.knows(line.src())) {
            return "it sent a message in the name of '" + line.src() + "', which does not exist";
        }
        if (!network.knows(line.dest())) {
            return "it sent a message to '" + line.dest() + "', " + network.whyUnknown(line.dest(), line.body());
        }
        overload.causedBy(line).ifPresentOrElse(cause -> overloads.accept(cause.node(), cause.reason()),
                () -> network.send(line.src(), line.dest(), line.body()));
        return null;
    }

    private static String abbreviate(String line) {
        return line.length() <= 500 ? line : line.substring(0, 500) + "… (" + line.length() + " characters)";
    }
}
