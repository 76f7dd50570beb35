package bench.sim;

import java.util.stream.Stream;

/**
 * Makes the bench report a broken test if a script ends the JVM before there is a verdict. A simulated script can do
 * that by reflection, in a library, or on a thread of its own. Signals end the bench as usual.
 */
public final class ExitGuard {

    private static final int BROKEN = 255;

    private final Thread hook;

    private ExitGuard(Simulator simulator) {
        this.hook = new Thread(() -> {
            if (!endsBySignal()) {
                NodeConsole.benchOut().println("The test broke: "
                        + simulator.whereabouts().orElse("a thread of the script")
                        + " has ended the whole bench, which runs all nodes. Let the node go on, or use --engine live");
                NodeConsole.benchOut().flush();
                Runtime.getRuntime().halt(BROKEN);
            }
        });
    }

    /** From now on, the end of the program counts as a broken test. */
    public static ExitGuard arm(Simulator simulator) {
        ExitGuard guard = new ExitGuard(simulator);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /** A verdict has been given: the program may end. */
    public void disarm() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** Whether a signal ends the program that is ending now. The JVM handles each signal on a thread of its own. */
    public static boolean endsBySignal() {
        return Thread.getAllStackTraces().values().stream().flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().startsWith("java.lang.Terminator"));
    }
}
