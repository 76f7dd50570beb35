package bench.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tracks every process that the bench has started, so that none outlives it, however it ends. */
final class LiveProcesses {

    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::end));
    }

    private static void end() {
        ending = true;
        ALL.forEach(LiveProcesses::kill);
    }

    /** Whether the bench itself is ending. Processes that die are then expected. */
    static boolean ending() {
        return ending;
    }

    private LiveProcesses() {
    }

    static void add(Process process) {
        ALL.add(process);
        process.onExit().thenRun(() -> ALL.remove(process));
    }

    /** Kills a process and its descendants, so that a wrapper script leaves nothing behind. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ALL.remove(process);
    }
}
