import java.util.random.RandomGenerator;

/** The world around a node: its input and output, its clock, its random numbers. {@link Maelstrom} runs on it. */
interface MaelstromHost {

    /** A simulator binds this around a script's main. Otherwise a node runs in a process of its own. */
    ScopedValue<MaelstromHost> CURRENT = ScopedValue.newInstance();

    static MaelstromHost current() {
        return CURRENT.isBound() ? CURRENT.get() : new MaelstromProcess();
    }

    /**
     * The next line of input. Waits for it until {@link #nanoTime} reaches the deadline, then returns null. If the
     * deadline has passed already, returns a line that is there.
     */
    Line receive(long deadlineNanos);

    /** Sends a message: one line of JSON. */
    void send(String line);

    /** Writes a line for people. */
    void log(String line);

    /** Ends the node as a crash: its loop cannot go on. */
    void fail(Throwable cause);

    /** A clock that never goes back, in nanoseconds since any moment. */
    long nanoTime();

    /** Random numbers that differ from node to node and from start to start. */
    RandomGenerator random();

    /** How messages become JSON. The first use of a class is slow, so nodes that share classes can share it. */
    default MaelstromProtocol protocol() {
        return new MaelstromProtocol();
    }

    /**
     * A line of input.
     *
     * @param arrivedNanos when it came, on the host's clock, however long it waited since; if that is not known, the
     *                     earliest moment when it can have come
     */
    record Line(String text, long arrivedNanos) {}
}
