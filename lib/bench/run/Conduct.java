package bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How nodes treat their clients and the services. Maelstrom says nothing of replies that nobody can use, and a test may
 * be valid in spite of them; but whoever looks for a bug wants to know, and wants to see the first one.
 */
public final class Conduct {

    private static final int LONGEST_EXAMPLE = 300;

    private final Map<String, Fault> faults = new LinkedHashMap<>();

    /** What a node can do to them. */
    public enum Offence {
        SILENCE("did not reply to a request in time"),
        STRAY("sent a reply that answers no request (in_reply_to should be the msg_id of the request)"),
        MALFORMED("sent a reply that is not what the protocol asks for"),
        UNKNOWN_REQUEST("sent a service a request that it does not know, and will wait for the answer in vain");

        private final String words;

        Offence(String words) {
            this.words = words;
        }
    }

    /**
     * How often a node did such a thing.
     *
     * @param nanos when it did so first
     * @param first what the client asked for then, or what it got
     */
    public record Fault(String node, Offence offence, int count, long nanos, String first) {

        private Fault again() {
            return new Fault(node, offence, count + 1, nanos, first);
        }

        /** One line for people. */
        public String describe() {
            return "Node %s %s, %s, first at %.3f s: %s".formatted(node, offence.words,
                    count == 1 ? "once" : count + " times", nanos / 1e9, first);
        }
    }

    void note(String node, Offence offence, long nanos, String example) {
        String first = example.length() <= LONGEST_EXAMPLE ? example : example.substring(0, LONGEST_EXAMPLE) + "…";
        faults.merge(node + offence, new Fault(node, offence, 1, nanos, first), (fault, _) -> fault.again());
    }

    /** All kinds of faults, each once for each node, in the order in which they first came up. */
    public List<Fault> faults() {
        return List.copyOf(faults.values());
    }
}
