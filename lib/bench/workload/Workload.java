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

/** One kind of test: what clients ask, how they ask it, and how their history is judged. */
public interface Workload {

    /** What clients do until the time limit. */
    Generator generator(RandomGenerator random);

    /** What they do once faults are healed and nodes had time to recover; null if there is no such phase. */
    default Generator finalGenerator() {
        return null;
    }

    /** A new client; it serves one process until that process crashes. */
    Client client();

    /** Judges the history of this workload alone; availability and messages are judged elsewhere. */
    Checker checker();

    /** A request that every node must answer before the first operation, or null. */
    default ObjectNode setup() {
        return null;
    }

    /**
     * Whether an operation that met an error certainly did not happen, so that it ends as {@code fail}; else it
     * ends as {@code info}.
     *
     * @param definite whether the error itself says so; a time-out never does
     */
    default boolean failsOn(String f, boolean definite) {
        return definite;
    }

    /** How long a client waits for a reply, in milliseconds. */
    default long timeoutMillis() {
        return 5_000;
    }

    /** Whether a client lives on after an operation ended as {@code info}; else its next operation gets a new one. */
    default boolean reusesClients() {
        return false;
    }

    /** The kinds of operations that need not succeed even once. */
    default Set<String> mayAlwaysFail() {
        return Set.of();
    }

    /** What to look at when all is over and quiet, although Maelstrom does not; null for nothing. */
    default Audit audit(History history) {
        return null;
    }

    /** An operation to invoke; the components are those of {@link Op}. */
    record Invocation(String f, Object value, List<String> flags) {

        public Invocation(String f, Object value) {
            this(f, value, List.of());
        }
    }

    /** A closer look at a history, with last questions to every node that are no part of it. */
    interface Audit {

        /** The questions, each of which a client of this workload could have asked. */
        List<ObjectNode> requests();

        /**
         * Judges the bodies of the replies.
         *
         * @param replies by node, in the order of the questions; null for one that was not answered
         * @return verdicts by their names in the results
         */
        Map<String, Verdict> judge(Map<String, List<ObjectNode>> replies);
    }

    /** Hands out operations to processes that are free. */
    interface Generator {

        /**
         * The next operation for the process of this thread, or null if it has nothing to do now.
         *
         * @param nowNanos the time since clients began to work
         */
        Invocation next(int thread, long nowNanos);

        /** Told of each operation of its phase that begins or ends. */
        default void update(int thread, Op op) {
        }

        /** Whether no process will ever get another operation. */
        default boolean isDone() {
            return false;
        }
    }

    /** Turns operations into requests to its node, and replies into completions. */
    interface Client {

        /** Performs an operation, and ends it by exactly one call of {@code outcome}, now or from a reply. */
        void invoke(Invocation invocation, Connection connection, Outcome outcome);
    }

    /** Carries a client's requests to its node, one at a time. */
    interface Connection {

        /**
         * Sends a request (the connection fills in {@code msg_id}) and hands on the body of its reply. After an error or
         * a time-out nobody is called: the operation ends as {@link #failsOn} has it. A handler that throws
         * {@link MalformedReply} ends it as {@code info}.
         */
        void call(ObjectNode request, Consumer<ObjectNode> onReply);
    }

    /** Ends an operation. */
    interface Outcome {

        void ok(Object value);

        void info(Object error);

        /** Takes note that a reply does not fit its request, though Maelstrom takes it. */
        default void mismatch(ObjectNode request, ObjectNode reply) {
        }
    }

    /** A reply whose body is not what the workload's protocol asks for. */
    final class MalformedReply extends RuntimeException {

        public MalformedReply(String reason) {
            super(reason);
        }
    }
}
