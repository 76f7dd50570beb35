package bench.kernel;

/** Somebody in the network: a node, a client or a service. */
@FunctionalInterface
public interface Receiver {

    /** Takes a message that is due now. */
    void receive(Message message);

    /**
     * Told of the next message as soon as nothing can stop it any more. A receiver with a thread of its own can wait
     * there until the message is due, and so is not late when the event loop is.
     */
    default void expect(Message message, long dueNanos) {
    }
}
