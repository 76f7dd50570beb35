package bench.workload;

import bench.check.Checker;
import bench.check.Verdict;
import bench.history.History;
import bench.history.Op;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** One kind of test: what clients request, how they request it, and how their history is judged. */
public interface Workload {

    /** Generates what clients do until the time limit. */
    Generator generator(RandomGenerator random);

    /** Generates what they do after faults are healed and nodes had time to recover; null if there is no such phase. */
    default Generator finalGenerator() {
        return null;
    }

    /** A new client. It serves one process until that process crashes. */
    Client client();

    /** Judges the history. Availability and messages are judged elsewhere. */
    Checker checker();

    /** A request that every node must answer before the first operation, or null. */
    default ObjectNode setup() {
        return null;
    }

    /**
     * Whether an operation with an error ends as {@code fail} because it certainly did not happen. Otherwise it ends as
     * {@code info}.
     *
     * @param definite whether the error itself is definite; a time-out never is
     */
    default boolean failsOn(String f, boolean definite) {
        return definite;
    }

    /** How long a client waits for a reply, in milliseconds. */
    default long timeoutMillis() {
        return 5_000;
    }

    /** Whether a thread keeps its client after an operation ended as {@code info}; otherwise it gets a new one. */
    default boolean reusesClients() {
        return false;
    }

    /** The kinds of operations that need never succeed. */
    default Set<String> mayAlwaysFail() {
        return Set.of();
    }

    /** An audit after the test that goes beyond Maelstrom; null for none. */
    default Audit audit(History history) {
        return null;
    }

    /** An operation to invoke; the components are those of {@link Op}. */
    record Invocation(String f, Object value, List<String> flags) {

        public Invocation(String f, Object value) {
            this(f, value, List.of());
        }
    }

    /** A closer look at a history, with final questions to every node that are not part of the history. */
    interface Audit {

        /** The questions. A client of this workload could have asked each of them. */
        List<ObjectNode> requests();

        /**
         * Judges the bodies of the replies.
         *
         * @param replies by node, in the order of the questions; null for an unanswered one
         * @return the verdicts by their names in the results
         */
        Map<String, Verdict> judge(Map<String, List<ObjectNode>> replies);
    }

    /** Hands out operations to free processes. */
    interface Generator {

        /**
         * The next operation for the process of this thread, or null if it has nothing to do now.
         *
         * @param nowNanos the time since clients began to work
         */
        Invocation next(int thread, long nowNanos);

        /** Called for each operation of its phase that begins or ends. */
        default void update(int thread, Op op) {
        }

        /** Whether no process will ever get another operation. */
        default boolean isDone() {
            return false;
        }
    }

    /** Translates operations into requests to its node, and replies into completions. */
    interface Client {

        /** Performs an operation, and ends it by exactly one call of {@code outcome}, now or in a reply handler. */
        void invoke(Invocation invocation, Connection connection, Outcome outcome);
    }

    /** Carries a client's requests to its node, one at a time. */
    interface Connection {

        /**
         * Sends a request, with {@code msg_id} filled in, and passes the body of its reply to the handler. After an
         * error or a time-out the handler is not called, and the operation ends as {@link #failsOn} says. A handler
         * that throws {@link MalformedReply} ends it as {@code info}.
         */
        void call(ObjectNode request, Consumer<ObjectNode> onReply);
    }

    /** Ends an operation. */
    interface Outcome {

        void ok(Object value);

        void info(Object error);
    }

    /** Says how the body of a reply breaks the workload's protocol. */
    final class MalformedReply extends RuntimeException {

        public MalformedReply(String reason) {
            super(reason);
        }
    }
}
