package bench.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every process the bench has started, so that none outlives it, however it ends. */
final class LiveProcesses {

    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::end));
    }

    private static void end() {
        ending = true;
        if (!ALL.isEmpty()) {
            System.out.println("\nInterrupted: the nodes are killed, and there is no verdict.");
        }
        ALL.forEach(LiveProcesses::kill);
    }

    /** Whether the bench itself is ending, so that nobody should wonder about processes that die. */
    static boolean ending() {
        return ending;
    }

    private LiveProcesses() {
    }

    static void add(Process process) {
        ALL.add(process);
        process.onExit().thenRun(() -> ALL.remove(process));
    }

    /** Kills a process and what it started in turn, so that a wrapper script leaves nothing behind. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ALL.remove(process);
    }
}
