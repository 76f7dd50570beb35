import java.util.List;
import java.util.Map;

/**
 * What a node knows of a peer and its replica: what the peer has, by its last word; and how long it has not confirmed
 * what it was told.
 */
public final class Peer {

    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Maelstrom.Node node;
    private Map<String, Integer> has;
    private long toldAt;
    private long unconfirmedSince = NEVER;

    /** @param has what the peer has, as far as one can tell before it has spoken; null if one can't */
    public Peer(Maelstrom.Node node, Map<String, Integer> has) {
        this.node = node;
        this.has = has;
        this.toldAt = node.now();
    }

    /** The peer has spoken, and said what it has: so much it confirms. */
    public void heard(Map<String, Integer> has) {
        this.has = has;
        unconfirmedSince = NEVER;
    }

    /** The peer is told something now. Is there anything for it to confirm? */
    public void told(boolean confirms) {
        toldAt = node.now();
        if (confirms) {
            unconfirmedSince = Math.min(unconfirmedSince, toldAt);
        }
    }

    /** When it was last told something, by the node's clock; or when the node started. */
    public long toldAt() {
        return toldAt;
    }

    /** Whether it has not confirmed for more than so many milliseconds what it was told; 0 for anything unconfirmed. */
    public boolean owes(long millis) {
        return node.now() - unconfirmedSince > millis;
    }

    /** Whether it lacks something that this replica has. */
    public boolean lacks(Replica replica) {
        return has == null ? !replica.values().isEmpty() : !replica.isCoveredBy(has);
    }

    /** What it lacks of this replica, as far as that is known. */
    public List<Replica.Part> news(Replica replica) {
        return has == null ? List.of() : replica.since(has);
    }
}
