package bench.story;

import bench.history.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what usually causes an anomaly, and which page explains it. */
final class Hints {

    private static final String WORKLOADS = "See Maelstrom's doc/workloads.md, ";
    private static final String LOGS = WORKLOADS + "\"kafka\".";
    private static final String PHENOMENA = "See jepsen.io/consistency/phenomena";

    /** By anomaly, as the checkers name it. */
    private static final Map<String, List<String>> USUAL_CAUSES = new HashMap<>();

    static {
        usually("lost",
                "Usually a node tells others once and forgets it: repeat a message until it is acknowledged.",
                "See Maelstrom's doc/03-broadcast/01-broadcast.md.");
        usually("wrong-total",
                "Usually nodes overwrite each other in a store (use cas; after error 22 try again), or a read is old.",
                WORKLOADS + "\"g-counter\", and doc/services.md on what seq-kv may answer.");
        usually("duplicate-id",
                "Usually an id does not say which node made it, or comes from a clock or a count that can repeat.",
                WORKLOADS + "\"unique-ids\".");
        usually("echo-mismatch",
                "Usually one variable serves several requests. A reply must take \"echo\" from its own request.",
                WORKLOADS + "\"echo\".");
        usually("unavailable",
                "Usually a node waits for others first. During a cut it can only answer from what it has.",
                "See jepsen.io/consistency on what can be totally available.");
        usually("not-linearizable",
                "Usually a node answers a read from its own copy, which others have changed in the meantime.",
                "See jepsen.io/consistency/models/linearizable.");
        usually("diverged-replicas",
                "Usually nodes apply the same writes in different orders, or some never arrive.",
                "Let every node keep the same one of two writes, such as the one with the greater (time, node).");
        usually("other-steps",
                "Return the steps that were asked, in their order, with the values of reads filled in.",
                WORKLOADS + "\"txn-rw-register\".");
        usually("unseen lost-write",
                "Usually a message was not stored, another one took its offset, or polls leave it out.",
                LOGS);
        usually("inconsistent-offsets duplicate",
                "Usually two sends get the same offset, or a poll gives a message another offset than its send_ok.",
                LOGS);
        usually("poll-skip int-poll-skip",
                "Usually an offset is readable before all lower ones are, or two nodes count offsets separately.",
                LOGS);
        usually("nonmonotonic-poll",
                "A poll must begin at the offset that it asks for, and this one began below it.",
                LOGS);
        usually("int-nonmonotonic-poll",
                "A poll must return the messages of a key in the order of their offsets.",
                LOGS);
        usually("nonmonotonic-send int-nonmonotonic-send",
                "A new offset must be above all earlier ones. Usually a count starts again, or is stale.",
                LOGS);
        usually("G1a aborted-read dirty-update",
                "Usually a write is visible before its transaction has succeeded, and is not undone when it fails.",
                PHENOMENA + "/g1a.");
        usually("G1b intermediate-read",
                "Usually steps are applied one by one where others can read: apply all writes at once.",
                PHENOMENA + "/g1b.");
        usually("internal future-read",
                "Usually a read ignores earlier writes of its own transaction, or another one writes in between.",
                PHENOMENA + ".");
        usually("lost-update",
                "Usually two transactions read, compute, and write back without noticing each other: use cas.",
                PHENOMENA + "/lost-update.");
        usually("fractured-read",
                "Usually a transaction's writes reach other nodes in several messages: send them in one.",
                PHENOMENA + ".");
        usually("stale-read stale-initial-read cyclic-causality divergent-order",
                "Usually a node shows a write before it has the writes that the writer had seen.",
                "See jepsen.io/consistency/models/causal.");
    }

    /** For a value that has reached the node which lacks it. */
    static final List<String> ARRIVED = List.of(
            "The value has arrived, so look at what the node does with it: does its handler keep it for good, and",
            "does a read return everything that is kept?");

    /** For a value that comes back with another type. */
    static final List<String> CHANGED = List.of(
            "A value must come back as it was sent. Does a JSON library or a map turn numbers into texts, or into",
            "fractions?");

    /** For a value of which no node can know but the one that got it. */
    static final List<String> UNTOLD = List.of(
            "A client tells only one node. That node must tell the others, and repeat it until they acknowledge it.",
            "See Maelstrom's doc/03-broadcast and doc/04-crdts.");

    /** For a value that no message took to the nodes that lack it. */
    static final List<String> NOT_PASSED_ON = List.of(
            "A node that hears a value from another node must pass it on to its own neighbours, or the first node must",
            "tell all others itself. See Maelstrom's doc/03-broadcast/01-broadcast.md.");

    /** For a sum of what nodes have told each other, without a store. */
    static final List<String> MERGED = List.of(
            "Usually nodes count an addition twice, or forget one, when they hear of it: keep one total for each node",
            "(and one for subtractions), and of two totals of a node the larger. See Maelstrom's doc/04-crdts.");

    /** For a sum that another node read rightly from the same store. */
    static final List<String> STALE = List.of(
            "Another node read the right sum, so seq-kv has it. But a read of seq-kv may return an old state; only",
            "a request that changes something acts on the newest one. See Maelstrom's doc/services.md.");

    /** For nodes that learn from each other through lww-kv. */
    static final List<String> TWO_REPLICAS = List.of(
            "lww-kv has two replicas that do not meet: a read of one may miss for ever what the other was told. Use",
            "seq-kv or lin-kv. See Maelstrom's doc/services.md.");

    /** For an order of registers that clients dispute, where nodes share a store. */
    static final List<String> OLD_COPY = List.of(
            "The nodes share a store. Usually one of them reads an old state of it, or writes its own copy back over",
            "newer values: use cas.");

    /** For the other codes, whose meaning the node chose. */
    private static final List<String> OWN_ERROR = List.of(
            "The node sent this error: find where its code does that, and what it waits for or refuses there.");

    /** For a handler whose own request got no answer. */
    static final List<String> UNANSWERED = List.of(
            "The handler waited for an answer that did not come, and its RpcError was not caught. During a cut, a node",
            "can only answer from what it has: answer first, and tell the others afterwards, again and again.");

    /** For a handler that did not expect the answer of a store. */
    private static final List<String> NO_KEY = List.of(
            "Nobody had written the key yet: readOr reads a key that may be missing, and casOrCreate makes it.");

    /** For a handler that answered after its client had given up. */
    static final List<String> TOO_LATE = List.of(
            "The handler finished only after the client had given up, as the node's log says. If it waits for other",
            "nodes, let it answer first, and tell the others afterwards.");

    /** For a message that its node had acknowledged before the poll that leaves it out. */
    static final List<String> LEFT_OUT = List.of(
            "The node had acknowledged it before the poll began. A poll must return all messages from its offset on.",
            LOGS);

    /** For an offset that two nodes have given to two messages. */
    static final List<String> TWO_COUNTS = List.of(
            "Two nodes gave out the same offset. Each must know which offsets are its own, or ask one place that",
            "decides in one step: to read a store and then write to it are two steps, and cas is one.");

    /** For a value that was lost although nodes were told it, or should have been, where handlers failed. */
    static List<String> ofFailures(List<String> nodes) {
        return List.of("A handler of %s failed, and the log says where. Nothing that it should have done after that, "
                .formatted(Names.oneOf(nodes)) + "such as", "keeping a value or telling other nodes, was done.");
    }

    /** For a value that was lost where nodes could not take what others sent them. */
    static List<String> ofUnhandled(List<String> nodes) {
        return List.of("%s could not handle a message of another node, as the log says. Is there a node.hear"
                .formatted(Names.list(nodes)), "for its type, and do the fields of its record fit?");
    }

    private Hints() {
    }

    /** For requests to a node whose output is no longer read. */
    static List<String> ofDeafness(String why) {
        return List.of("Its node was deaf by then, because " + why + ".", "Maelstrom reads nothing after that."
                + (why.startsWith("it printed") ? " Print only messages on stdout, one a line." : ""));
    }

    /** A hint, and where the messages of a workload are described. */
    static List<String> withMessages(String hint, String workload) {
        return List.of(hint, "The messages: maelstrom help " + workload);
    }

    /** What to do about requests of a workload that ended like this one. */
    static List<String> ofFailure(Op first, String workload) {
        return switch (first.error()) {
            case List<?> codeAndText when codeAndText.getFirst() instanceof Number code -> switch (code.intValue()) {
                case 10 -> List.of("There is no handler for the request, or it has not been written yet.");
                case 12 -> withMessages("The request does not fit what the handler asks for: compare the names and "
                        + "types of its fields.", workload);
                case 13 -> codeAndText.getLast().toString().contains(" has not answered within ") ? UNANSWERED
                        : lacksKey(first) ? NO_KEY
                        : List.of("The handler threw an exception. The log says which, and where in the script.");
                default -> OWN_ERROR;
            };
            case List<?> _ -> List.of("The messages: maelstrom help " + workload);
            case null, default -> withMessages("Usually a handler returns no reply on some path, or waits too long, "
                    + "or the reply has the wrong type or in_reply_to.", workload);
        };
    }

    /** Whether a request failed because a store had no such key. */
    static boolean lacksKey(Op end) {
        return end.error() instanceof List<?> codeAndText
                && codeAndText.getLast().toString().endsWith("RpcError: key does not exist");
    }

    /** What usually causes an anomaly; empty if none is known. */
    static List<String> of(String anomaly) {
        return USUAL_CAUSES.getOrDefault(anomaly, !anomaly.startsWith("G") ? List.of() : List.of(
                anomaly.endsWith("-realtime") || anomaly.endsWith("-process")
                        ? "Usually a transaction is answered from an old copy: what it misses ended before it began."
                        : "Usually transactions that overlap read or write between each other's steps.",
                PHENOMENA + ", " + anomaly + "."));
    }

    /** @param anomalies their names, separated by blanks */
    private static void usually(String anomalies, String... lines) {
        List.of(anomalies.split(" ")).forEach(anomaly -> USUAL_CAUSES.put(anomaly, List.of(lines)));
    }
}
