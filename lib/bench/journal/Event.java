package bench.journal;

import bench.history.Op;

/** One thing that happened in a run. When it happened stands beside it: see {@link Journal}. */
public sealed interface Event {

    /**
     * A message set out.
     *
     * @param id   its number in the network, from 0
     * @param body what it says: a JSON object
     */
    record Send(long id, String src, String dest, String body) implements Event {
    }

    /** A message arrived. One that the network doubled arrives twice under one number. */
    record Recv(long id, String src, String dest) implements Event {
    }

    /** A message got lost, at this moment and for this reason. */
    record Lost(long id, String src, String dest, Cause why) implements Event {
    }

    /** What a message is lost to: a partition, injected loss, or a receiver that was killed or has left. */
    enum Cause {
        CUT, LOSS, DEAD
    }

    /**
     * The state of a node changed.
     *
     * @param why in words, for {@code DEAF} and {@code CRASHED}; else null
     */
    record NodeChange(String node, State state, String why) implements Event {
    }

    /** What may become of a node. A deaf one said something wrong, and the network listens to it no more. */
    enum State {
        STARTED, KILLED, PAUSED, RESUMED, DEAF, CRASHED
    }

    /** A node wrote a line to its stderr. */
    record Log(String node, String line) implements Event {
    }

    /**
     * The nemesis began or ended a fault.
     *
     * @param fault such as {@code partition}
     * @param value as in the history: for a partition, its shape and which senders each node no longer hears
     */
    record Fault(String fault, boolean begins, Object value) implements Event {
    }

    /**
     * A client began or ended an operation.
     *
     * @param node   the node that the client talks to
     * @param client its name in the network, such as {@code c7}
     */
    record Operation(Op op, String node, String client) implements Event {
    }
}
