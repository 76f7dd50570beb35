import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the protocol says about one script: what it may be asked, and what it must answer. A model is one node, asked
 * one thing after another. It is written from the README's table of messages, not from the script.
 */
interface FuzzModel {

    /** The type of the messages that nodes of all six scripts send each other. */
    String NEWS = "gossip";

    /** Bodies of requests that are in order, without {@code msg_id}. */
    List<String> requests();

    /** Bodies of messages that nodes of this script send each other. */
    default List<String> news() {
        return List.of();
    }

    /** The types of messages that the node may send by itself, to other nodes or to services. */
    default Set<String> says() {
        return Set.of();
    }

    /** Tells the model which nodes there are. */
    default void start(String id, List<String> nodes) {
    }

    /** Takes a request; its body is any JSON object. */
    Answer ask(String type, Map<String, Object> body);

    /** Whether a message that another node sends must be refused. If not, the receiver may yet refuse it. */
    default boolean isMalformedNews(Map<String, Object> body) {
        return false;
    }

    /** What must come back. */
    sealed interface Answer {
    }

    /** An error with this code. */
    record Refusal(int code) implements Answer {
        static final Refusal UNKNOWN = new Refusal(10);
        static final Refusal MALFORMED = new Refusal(12);
    }

    /** A message between nodes. A client is refused; another node gets no answer, unless the message is malformed. */
    record News() implements Answer {
    }

    /**
     * A reply of this type.
     *
     * @param mayWait whether the node may wait for others before it answers, or answer with an error
     * @param check   whether what it answers is right, as long as nobody has lied to the node
     */
    record Reply(String type, boolean mayWait, Check check) implements Answer {

        Reply(String type, Check check) {
            this(type, false, check);
        }

        /** A reply without fields. */
        static Reply empty(String type) {
            return new Reply(type, body -> body.isEmpty());
        }
    }

    /** Looks at the fields of a reply, without {@code type} and {@code in_reply_to}. */
    interface Check {
        boolean holds(Map<String, Object> fields);
    }

    // ---- shapes of fields ----

    static boolean isLong(Object value) {
        return value instanceof StrictJson.Num num && num.isLong();
    }

    /** An object whose values are whole numbers. */
    static boolean isCounts(Object value) {
        return value instanceof Map<?, ?> map && map.values().stream().allMatch(FuzzModel::isLong);
    }

    static boolean isTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    /** A message of {@code Replica}; what its entries bring is not looked at. */
    static boolean isMalformedLog(Object log) {
        return log != null && !(log instanceof Map<?, ?> map && isCounts(map.get("have"))
                && map.get("asks") instanceof Boolean
                && map.get("news") instanceof List<?> news && news.stream().allMatch(FuzzModel::isEntry));
    }

    private static boolean isEntry(Object entry) {
        return entry == null || entry instanceof Map<?, ?> map && map.get("origin") instanceof String
                && isLong(map.get("number")) && map.containsKey("value");
    }
}
