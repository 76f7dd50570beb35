package bench.process;

/** What a piece of work leaves to do if the JVM ends before it does: after a signal, for example. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread thread;

    private ShutdownHook(Runnable action) {
        this.thread = new Thread(action);
    }

    /** Runs the action when the JVM ends, unless this is closed before. */
    public static ShutdownHook of(Runnable action) {
        ShutdownHook hook = new ShutdownHook(action);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** The work has ended, and there is nothing left to do. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the action has run or runs.
        }
    }
}
