package bench.kernel;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Notices when the messages of a test no longer fit in memory, and finds the node that causes it. */
final class Overload {

    /** If one node holds such a share of all messages in flight, this node is slow. */
    private static final double MOST_OF_ALL = 0.9;

    private static final long MEGA = 1_000_000;

    /** Histories and services keep what nodes tell them. A list of numbers takes eight times as many bytes there. */
    private static final long MOST_KEPT_CHARACTERS = Runtime.getRuntime().maxMemory() / 10;

    private final Network network;
    private final Map<String, Node> nodes;
    private long keptCharacters;

    /** The node whose fault it is, and what it does, as a phrase that follows its name. */
    record Cause(String node, String reason) {
    }

    /** @param nodes the nodes that run, by name; the map changes with them */
    Overload(Network network, Map<String, Node> nodes) {
        this.network = network;
        this.nodes = nodes;
    }

    /** The cause of the overload, if a node sends one more message than fits in memory; otherwise empty. */
    Optional<Cause> causedBy(StdoutLine line) {
        if (load().isTooMuch()) {
            return Optional.of(cause());
        }
        return isOneTooMany(line) ? Optional.of(new Cause(line.src(), ("has sent a message that no longer fits in "
                + "memory: clients and services have been sent %,d MB (a lower --rate or --time-limit makes it less)")
                .formatted(keptCharacters / MEGA))) : Optional.empty();
    }

    /** Counts a message that may be kept until the end of the test; returns whether there are too many of them. */
    private boolean isOneTooMany(StdoutLine line) {
        if (!nodes.containsKey(line.dest())) {
            keptCharacters += line.text().length();
        }
        return keptCharacters > MOST_KEPT_CHARACTERS;
    }

    private Load load() {
        return nodes.values().stream().map(Node::backlog).reduce(network.load(), Load::plus);
    }

    /** The node that has sent most of the messages in flight, or the node that does not read most of them. */
    private Cause cause() {
        String slowest = mostOf(nodes.keySet().stream(), id -> nodes.get(id).backlog().messages());
        long unread = nodes.get(slowest).backlog().messages();
        String busiest = mostOf(inFlight().map(this::sender).distinct(), this::sentBy);
        if (unread > MOST_OF_ALL * load().messages() && !slowest.equals(busiest)) {
            return new Cause(slowest, "has %,d messages waiting that it does not read".formatted(unread));
        }
        String again = " in flight: does it forward messages that it has already forwarded, or ";
        return new Cause(busiest, load().isTooMany()
                ? "has %,d messages".formatted(sentBy(busiest)) + again + "repeat them before an answer can come?"
                : "has %,d MB of messages".formatted(load().characters() / MEGA) + again
                        + "add to a list what the list has already?");
    }

    private static String mostOf(Stream<String> ids, ToLongFunction<String> measure) {
        return ids.max(Comparator.comparingLong(measure)).orElseThrow();
    }

    private long sentBy(String id) {
        return inFlight().filter(message -> sender(message).equals(id)).count();
    }

    /** The sender; for a service, the node that has asked it. */
    private String sender(Message message) {
        boolean isOfService = !nodes.containsKey(message.src()) && !Message.isClient(message.src());
        return isOfService ? message.dest() : message.src();
    }

    private Stream<Message> inFlight() {
        return Stream.concat(network.waiting(), nodes.values().stream().flatMap(Node::unread));
    }
}
