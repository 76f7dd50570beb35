package bench.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every process the bench has started, so that none outlives it, however it ends. */
final class LiveProcesses {

    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(LiveProcesses::kill)));
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
    }
}
