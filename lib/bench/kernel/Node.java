package bench.kernel;

/** One node under test, as the bench drives it: a process, or an instance of a script. */
public interface Node {

    /** Gives the node a message; never waits for it to read that. */
    void deliver(Message message);

    /** How many messages the node has been given and has not read. */
    int backlog();

    /** Nobody will look at the node's output any more. */
    default void ignore() {
    }

    /** Ends the node as SIGKILL would. */
    void kill();

    /** Stops the node as SIGSTOP would: it neither reads nor speaks, nor does its time go on. */
    void pause();

    /** Lets it go on as SIGCONT would. */
    void resume();

    /** The beginning of what the node has printed after its last line end; empty if there is nothing. */
    default String unfinishedLine() {
        return "";
    }

    /** Why the node is gone though nobody killed it, or null while it runs. */
    String crash();

    /** What starts a node. */
    @FunctionalInterface
    interface Launcher {

        /** Starts the node and returns at once; its output goes to {@code output}, line by line, on the event loop. */
        Node launch(String id, Output output);
    }

    /** Where the lines go that a node prints on stdout. */
    @FunctionalInterface
    interface Output {

        void hear(StdoutLine line);

        default void line(String line) {
            hear(StdoutLine.parse(line));
        }
    }
}
