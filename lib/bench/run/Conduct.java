package bench.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How nodes treat their clients and the services. Maelstrom says nothing of replies that nobody can use, and a test may
 * be valid in spite of them; but whoever looks for a bug wants to know, and wants to see the first one.
 */
public final class Conduct {

    private static final int LONGEST_EXAMPLE = 300;

    private final Map<String, Fault> faults = new LinkedHashMap<>();

    /** What a node can do to them, and what to do about it. */
    public enum Offence {
        SILENCE("did not reply to a request in time", "Does each way through its handler send a reply?"),
        STRAY("sent a reply that answers no request", "in_reply_to is the msg_id of the request."),
        NO_REPLY("sent a client a message that is no reply", "Clients take only replies, with in_reply_to."),
        TWICE("replied to a request twice", "Clients take the first reply and drop the others."),
        LATE("replied to a request after its client had given up", "Reply sooner, or send an error while it waits."),
        MALFORMED("sent a reply that is not what the protocol asks for", "The client could not use it."),
        OTHER_STEPS("sent a txn_ok whose steps are not those of its request",
                "Return the steps that were asked, in their order, with the values of reads filled in."),
        UNKNOWN_REQUEST("sent a service a request that it does not know", "No answer will come.");

        private final String words;
        private final String advice;

        Offence(String words, String advice) {
            this.words = words;
            this.advice = advice;
        }
    }

    /**
     * How often nodes did such a thing, with one type of message.
     *
     * @param nodes who did so, the first one first
     * @param nanos when the first one did so first
     * @param first what the client asked for then, or what it got
     */
    public record Fault(Offence offence, List<String> nodes, int count, long nanos, String first) {

        private Fault again(String node) {
            Set<String> all = new LinkedHashSet<>(nodes);
            all.add(node);
            return new Fault(offence, List.copyOf(all), count + 1, nanos, first);
        }

        /** One line for people. */
        public String describe() {
            return "Node %s %s, %s, first at %.3f s: %s\n    %s".formatted(some(nodes), offence.words,
                    count == 1 ? "once" : count + " times", nanos / 1e9, first, offence.advice);
        }
    }

    /** The first of these nodes, and how many more. */
    public static String some(List<String> nodes) {
        return nodes.getFirst() + (nodes.size() == 1 ? "" : " and " + (nodes.size() - 1) + " more");
    }

    /**
     * Notes what a node did.
     *
     * @param type the type of the message; each is told by itself
     */
    void note(String node, Offence offence, String type, long nanos, String example) {
        String first = example.length() <= LONGEST_EXAMPLE ? example : example.substring(0, LONGEST_EXAMPLE) + "…";
        faults.merge(offence + " " + type, new Fault(offence, List.of(node), 1, nanos, first),
                (fault, _) -> fault.again(node));
    }

    /** All kinds of faults, each once, in the order in which they first came up. */
    public List<Fault> faults() {
        return List.copyOf(faults.values());
    }
}
