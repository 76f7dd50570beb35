package bench.kernel;

import bench.history.Keyword;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts messages like Maelstrom's {@code :net} results: each message counts when it is sent, even if it is lost. */
public final class NetStats {

    private final Count clients;
    private final Count servers;

    public NetStats() {
        this(new Count(), new Count());
    }

    private NetStats(Count clients, Count servers) {
        this.clients = clients;
        this.servers = servers;
    }

    /** The counts as they are now. */
    public NetStats copy() {
        return new NetStats(clients.plus(new Count()), servers.plus(new Count()));
    }

    void sent(Message message) {
        countOf(message).sent++;
    }

    void received(Message message) {
        countOf(message).received++;
    }

    private Count countOf(Message message) {
        return message.involvesClient() ? clients : servers;
    }

    /** All messages, those of clients included. */
    public long sent() {
        return clients.sent + servers.sent;
    }

    /**
     * Messages without a client on either end, including those with services, for each operation that clients invoked.
     */
    public double serverMessagesPerOp(long operations) {
        return (double) servers.sent / operations;
    }

    /** The result map, with {@code msgs-per-op} if there were any operations. */
    public Map<String, Object> toMap(long operations) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("all", clients.plus(servers).toMap(operations));
        map.put("clients", clients.toMap(0));
        map.put("servers", servers.toMap(operations));
        return map;
    }

    private static final class Count {

        private long sent;
        private long received;

        private Count plus(Count other) {
            Count sum = new Count();
            sum.sent = sent + other.sent;
            sum.received = received + other.received;
            return sum;
        }

        private Map<Keyword, Object> toMap(long operations) {
            Map<Keyword, Object> map = new LinkedHashMap<>();
            map.put(Keyword.of("send-count"), sent);
            map.put(Keyword.of("recv-count"), received);
            map.put(Keyword.of("msg-count"), sent);
            if (operations > 0) {
                map.put(Keyword.of("msgs-per-op"), (double) sent / operations);
            }
            return map;
        }
    }
}
