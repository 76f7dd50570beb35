package bench.journal;

import bench.history.Op;

/** Something that happened in a run. Its time is passed along with it; see {@link Journal}. */
public sealed interface Event {

    /**
     * A message was sent.
     *
     * @param id   its number in the network, from 0
     * @param body a JSON object
     */
    record Send(long id, String src, String dest, String body) implements Event {
    }

    /** A message arrived. A duplicated message arrives twice under the same number. */
    record Recv(long id, String src, String dest) implements Event {
    }

    /** A message was lost, for this reason. */
    record Lost(long id, String src, String dest, Cause why) implements Event {
    }

    /** Why a message was lost: a partition, injected loss, or a receiver that was killed or has left. */
    enum Cause {
        CUT, LOSS, DEAD
    }

    /**
     * The state of a node changed.
     *
     * @param why the reason in words for {@code DEAF} and {@code CRASHED}; otherwise null
     */
    record NodeChange(String node, State state, String why) implements Event {
    }

    /** The states of a node. A deaf node sent something wrong, and the network ignores it from then on. */
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
     * @param value the value in the history: for a partition, its shape and for each node the senders that it no longer
     *              hears
     */
    record Fault(String fault, boolean begins, Object value) implements Event {
    }

    /**
     * A client began or ended an operation.
     *
     * @param node   the node that the client talks to
     * @param client the client's name in the network, such as {@code c7}
     */
    record Operation(Op op, String node, String client) implements Event {
    }
}
