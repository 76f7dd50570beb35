package bench.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Tracks every process that the bench has started, so that none outlives it, however it ends. */
final class LiveProcesses {

    /**
     * A variable that each node has in its environment. The processes that it starts inherit it, and so they can be
     * found even if their parent has ended. (Build servers find the leftovers of a build in the same way.)
     */
    private static final String MARK = "MAELSTROM_NODE_MARK";

    /** A node that forks on and on can start new processes while the old ones are killed. */
    private static final int MOST_ROUNDS = 100;

    private static final Map<Process, String> MARKS = new ConcurrentHashMap<>();
    private static final Lock STARTS = new ReentrantLock();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::end));
    }

    private static void end() {
        ending = true;
        STARTS.lock(); // and never unlocks it: from now on, none starts
        MARKS.keySet().forEach(LiveProcesses::kill);
    }

    /** Whether the bench itself is ending. Processes that die are then expected. */
    static boolean ending() {
        return ending;
    }

    private LiveProcesses() {
    }

    /** Starts a process. It must be killed, even if it ends by itself: it may leave others behind. */
    static Process start(ProcessBuilder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        builder.environment().put(MARK, mark);
        STARTS.lock();
        try {
            Process process = builder.start();
            MARKS.put(process, mark);
            return process;
        } finally {
            STARTS.unlock();
        }
    }

    /** Kills a process and all that it has started. */
    static void kill(Process process) {
        Set<ProcessHandle> killed = new HashSet<>();
        List<ProcessHandle> family = family(process);
        for (int round = 0; round < MOST_ROUNDS && !killed.containsAll(family); round++) {
            family.forEach(ProcessHandle::destroyForcibly);
            killed.addAll(family);
            family = family(process);
        }
        MARKS.remove(process);
    }

    /** A process and all that it has started. Those that have left the process's tree are found on Linux only. */
    static List<ProcessHandle> family(Process process) {
        String mark = MARKS.get(process);
        return Stream.of(Stream.of(process.toHandle()), process.descendants(),
                        ProcessHandle.allProcesses().filter(each -> mark != null && environment(each).contains(mark)))
                .flatMap(some -> some).distinct().toList();
    }

    /** The environment of a process; empty if it has ended, belongs to somebody else, or this is not Linux. */
    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
