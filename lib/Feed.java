import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Tells all peers what this node has to tell: each of them hears all of it, in order, each thing once, although the
 * network loses, delays, doubles and reorders messages. (The field says FIFO broadcast.)
 *
 * <p>What is told is numbered, and kept until all peers have acknowledged it. A parcel takes one peer everything from
 * the first number on that it has not acknowledged, and says how much of the peer's own news has come. So a parcel that
 * is lost, late, doubled or overtaken does no harm: the next one has the same and more.
 *
 * <p>The cost: one message a period at most, to the peers in turn, and none once everything is acknowledged. News for a
 * peer leave when it has acknowledged the last parcel; so they reach it within a round trip and two periods, and one
 * more for each other peer. What a peer out of reach has missed piles up here.
 *
 * <p>A killed node takes along what no peer has heard yet. It cannot come back under its name: its peers go on with
 * numbers that it does not remember.
 */
public final class Feed {

    private static final long RETRY_MILLIS = 1_000;
    private static final int MAX_NEWS_PER_PARCEL = 5_000;

    private final Maelstrom.Node node;
    private final NavigableMap<Long, JsonNode> news = new TreeMap<>();
    private long nextNumber = 0;
    /** Who has waited longest comes first. */
    private final Map<String, Peer> peers = new LinkedHashMap<>();

    /** The sender's news from this number on, and the number of the receiver's news that it waits for. */
    private record Parcel(long first, List<JsonNode> news, long awaited) {}

    /** What has been said between a peer and this node. */
    private static final class Peer {
        /** The number of the first of its news that has not come. */
        private long awaited;
        /** The number of the first of our news that it has not acknowledged. */
        private long unconfirmed;
        private long retryAtMillis;
        private boolean owedAnswer;
    }

    /** @param periodMillis the pause between two parcels, whomever they are for */
    public Feed(Maelstrom.Node node, long periodMillis) {
        this.node = node;
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.hear(Parcel.class, this::receive);
        node.every(periodMillis, this::sendParcel);
    }

    /** Every peer will handle this message as if it had been sent to it. Its handler must not wait. */
    public void tell(Object message) {
        if (!peers.isEmpty()) {
            news.put(nextNumber++, node.pack(message));
        }
    }

    private void sendParcel() {
        peers.entrySet().stream().filter(peer -> isDue(peer.getValue())).findFirst().ifPresent(due -> {
            Peer peer = due.getValue();
            var unheard = news.tailMap(peer.unconfirmed).values().stream().limit(MAX_NEWS_PER_PARCEL).toList();
            node.send(due.getKey(), new Parcel(peer.unconfirmed, unheard, peer.awaited));
            peer.owedAnswer = false;
            peer.retryAtMillis = node.now() + RETRY_MILLIS;
            peers.remove(due.getKey());
            peers.put(due.getKey(), peer);
        });
    }

    private boolean isDue(Peer peer) {
        return peer.owedAnswer || peer.unconfirmed < nextNumber && node.now() >= peer.retryAtMillis;
    }

    private void receive(Parcel parcel, String from) {
        Peer peer = peers.get(from);
        if (parcel.awaited() > nextNumber || parcel.first() > peer.awaited) {
            node.log("Not for " + node.id() + " as it is now: one of us was killed and has lost count. From " + from);
            return;
        }
        if (parcel.awaited() > peer.unconfirmed) {
            peer.unconfirmed = parcel.awaited();
            peer.retryAtMillis = node.now();
            news.headMap(peers.values().stream().mapToLong(each -> each.unconfirmed).min().getAsLong()).clear();
        }
        // Even if all of it has come before: then the answer to it was lost.
        peer.owedAnswer |= !parcel.news().isEmpty();
        parcel.news().stream().skip(peer.awaited - parcel.first()).forEach(message -> {
            peer.awaited++;
            node.unpack(message, from);
        });
    }
}
