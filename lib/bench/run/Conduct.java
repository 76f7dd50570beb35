package bench.run;

import bench.history.Nouns;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records how nodes mistreat clients and services. Maelstrom ignores replies that nobody can use, and a test may be
 * valid in spite of them. But they often point to a bug, so each kind is reported with its first example.
 */
public final class Conduct {

    private static final int LONGEST_EXAMPLE = 300;

    /** A node can make up any number of types. Those beyond these are counted together. */
    private static final int MOST_KINDS = 20;
    private static final String OTHERS = "other types: ";

    private final Map<String, Misconduct> kinds = new LinkedHashMap<>();

    /** The kinds of mistreatment, each with advice. */
    public enum Offence {
        SILENCE("did not reply to a request in time", "Does every path through its handler send a reply, soon enough?"),
        IMPOSTOR("sent a message in the name of somebody else", "The src of a message is the node that sends it."),
        GLUED("printed more than one message on a line", "Maelstrom reads only the first of them."),
        STRAY("sent a reply that answers no request",
                "in_reply_to must be the same number as the msg_id of the request."),
        NO_REPLY("sent a client a message that is not a reply", "Clients take only replies, with in_reply_to."),
        TWICE("replied to a request twice", "Clients take the first reply and drop the others."),
        LATE("replied to a request after its client had given up", "Reply sooner, or send an error in time."),
        MALFORMED("sent a reply that does not fit the protocol", "The client could not use it."),
        UNKNOWN_REQUEST("sent a service an unknown request", "No answer will come.");

        private final String words;
        private final String advice;

        Offence(String words, String advice) {
            this.words = words;
            this.advice = advice;
        }
    }

    /**
     * One offence with one type of message, and how often it happened.
     *
     * @param nodes the nodes that did it, the first one first
     * @param nanos when it happened first
     * @param first what the client asked or got at that time
     */
    public record Misconduct(Offence offence, List<String> nodes, int count, long nanos, String first) {

        private Misconduct again(String node) {
            Set<String> all = new LinkedHashSet<>(nodes);
            all.add(node);
            return new Misconduct(offence, List.copyOf(all), count + 1, nanos, first);
        }

        /** One line for people. */
        public String describe() {
            return "Node %s %s, %s, first at %.3f s: %s\n    %s".formatted(some(nodes), offence.words,
                    Nouns.times(count), nanos / 1e9, first, offence.advice);
        }
    }

    /** The first of these nodes, and the number of others. */
    public static String some(List<String> nodes) {
        return nodes.getFirst() + (nodes.size() == 1 ? "" : " and " + (nodes.size() - 1) + " more");
    }

    /**
     * Notes an offence of a node.
     *
     * @param type the type of the message; each type is reported separately
     */
    void note(String node, Offence offence, String type, long nanos, String example) {
        String first = example.length() <= LONGEST_EXAMPLE ? example : example.substring(0, LONGEST_EXAMPLE) + "…";
        String kind = offence + " " + type;
        boolean isNewAndOneTooMany = kinds.size() >= MOST_KINDS && !kinds.containsKey(kind);
        kinds.merge(isNewAndOneTooMany ? OTHERS + offence : kind,
                new Misconduct(offence, List.of(node), 1, nanos, first), (misconduct, _) -> misconduct.again(node));
    }

    /** Whether a node has sent anything that nobody could use. */
    boolean isHeardOf(String node) {
        return kinds.values().stream()
                .anyMatch(kind -> kind.offence() != Offence.SILENCE && kind.nodes().contains(node));
    }

    /** All kinds of misconduct, each once, in the order in which they first occurred. */
    List<Misconduct> kinds() {
        return List.copyOf(kinds.values());
    }
}
