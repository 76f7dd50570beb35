package bench.build;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Starts processes that must not outlive this one, however it ends. */
public final class Children {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Lock STARTS = new ReentrantLock();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end));
    }

    private Children() {
    }

    private static void end() {
        STARTS.lock(); // and never unlocks it: from now on, none starts
        RUNNING.forEach(Children::kill);
    }

    /** Starts a process that is killed when this JVM ends, by itself or by a signal. */
    public static Process start(ProcessBuilder builder) throws IOException {
        STARTS.lock();
        try {
            Process process = builder.start();
            RUNNING.add(process);
            process.onExit().thenRun(() -> RUNNING.remove(process));
            return process;
        } finally {
            STARTS.unlock();
        }
    }

    /** Waits for the end of a process, and returns its status; an interrupt kills it. */
    public static int await(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        }
    }

    /** Kills a process and all processes that it started. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
