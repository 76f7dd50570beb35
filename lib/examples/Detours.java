import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends messages through a third node, too, while the direct way may be cut. A partition can cut one direction
 * only: in Maelstrom's ring of three, n0 hears n1, n1 hears n2, n2 hears n0, and nobody hears an answer. But every
 * node can still reach every other one, through the third.
 *
 * <p>A sender cannot see whether its messages arrive. So peers that talk regularly tell each other whether they hear
 * each other directly ({@link #hears}, {@link #heard}). A message to a peer that has not said so for a while goes the
 * direct way and through all others. Copies can arrive twice.
 *
 * <p>The cost: a message to a peer in doubt is 1 + 2 (n - 2) messages in a cluster of n nodes.
 */
final class Detours {

    /** More than two rounds of raft.java: one lost message proves nothing. */
    private static final long SILENCE_MILLIS = 550;

    private static final long NEVER = Long.MIN_VALUE / 2;

    /** A message on its way through a third node. */
    private record Detour(String from, String to, String kind, JsonNode message) {
    }

    /** When a peer was last heard directly, and last said that it hears this node directly. */
    private static final class Link {
        private long heardDirectlyAt = NEVER;
        private long hearsMeAt = NEVER;
    }

    private final Maelstrom.Node node;
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, BiConsumer<JsonNode, String>> handlers = new HashMap<>();
    private final JsonMapper json = new JsonMapper();
    private boolean isUnpacking;

    Detours(Maelstrom.Node node) {
        this.node = node;
        node.peers().forEach(peer -> links.put(peer, new Link()));
        node.hear(Detour.class, (detour, _) -> pass(detour));
    }

    /** Handles messages of this type, whichever way they come. */
    <M> void hear(Class<M> type, BiConsumer<M, String> handler) {
        node.hear(type, handler);
        handlers.put(type.getSimpleName(), (message, from) -> handler.accept(json.treeToValue(message, type), from));
    }

    /** Sends a message to a peer, a record: the direct way, and through the others if that may be cut. */
    void send(String to, Object message) {
        node.send(to, message);
        if (!isRecent(links.get(to).hearsMeAt)) {
            Detour detour = new Detour(node.id(), to, message.getClass().getSimpleName(), json.valueToTree(message));
            node.peers().stream().filter(peer -> !peer.equals(to)).forEach(peer -> node.send(peer, detour));
        }
    }

    private void pass(Detour detour) {
        if (!detour.to().equals(node.id())) {
            node.send(detour.to(), detour);
            return;
        }
        isUnpacking = true;
        try {
            handlers.get(detour.kind()).accept(detour.message(), detour.from());
        } finally {
            isUnpacking = false;
        }
    }

    /** Whether this peer's messages come directly. The peer wants to know. */
    boolean hears(String peer) {
        return isRecent(links.get(peer).heardDirectlyAt);
    }

    /** Notes, while a message is handled, that it came from this peer, and whether the peer says that it hears us. */
    void heard(String peer, boolean hearsMe) {
        Link link = links.get(peer);
        link.heardDirectlyAt = isUnpacking ? link.heardDirectlyAt : node.now();
        link.hearsMeAt = hearsMe ? node.now() : link.hearsMeAt;
    }

    private boolean isRecent(long time) {
        return node.now() < time + SILENCE_MILLIS;
    }
}
