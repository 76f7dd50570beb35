package bench.kernel;

import java.util.stream.Stream;

/** One node under test, as the bench drives it: a process, or an instance of a script. */
public interface Node {

    /** See {@link Receiver#expect}. */
    default void expect(Message message, long dueNanos) {
    }

    /** Gives the node a message that is due; never waits for it to read that. */
    void deliver(Message message);

    /** What the node has been given and has not read. */
    default Stream<Message> unread() {
        return Stream.empty();
    }

    /** How much that is. */
    default Load backlog() {
        return Load.NONE;
    }

    /** Tells that nobody will read the node's output any more. */
    default void ignore() {
    }

    /** Ends the node like SIGKILL. */
    void kill();

    /** Stops the node like SIGSTOP: it neither reads nor writes, and its time stands still. */
    void pause();

    /** Continues the node like SIGCONT. */
    void resume();

    /**
     * Makes the node's clock leap ahead, and run at another rate from then on.
     *
     * @param percent how fast it runs; 100 is right
     * @throws UnsupportedOperationException if the clock is not simulated
     */
    default void skew(long leapNanos, int percent) {
        throw new UnsupportedOperationException();
    }

    /** What the node has printed after its last line end, at least the start of it; empty if nothing. */
    default String unfinishedLine() {
        return "";
    }

    /** Why the node ended although nobody killed it, or null while it runs. */
    String crash();

    /** Starts nodes. */
    @FunctionalInterface
    interface Launcher {

        /** Starts the node and returns at once; its output goes to {@code output}, line by line, on the event loop. */
        Node launch(String id, Output output);
    }

    /** Receives the lines that a node prints on stdout. */
    @FunctionalInterface
    interface Output {

        void hear(StdoutLine line);

        default void line(String line) {
            hear(StdoutLine.parse(line));
        }
    }
}
