package bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Starts processes that must not outlive the bench, however it ends. Neither must anything that they have started. */
public final class Children {

    /**
     * A variable that each child has in its environment. The processes that it starts inherit it, and so they can be
     * found even if their parent has ended. (Build servers find the leftovers of a build in the same way.)
     */
    private static final String MARK = "MAELSTROM_CHILD_MARK";

    /** What the marks of all children begin with. */
    private static final String BENCH = UUID.randomUUID().toString();

    /** A child that forks on and on can start new processes while the old ones are killed. */
    private static final int MOST_ROUNDS = 100;

    /** The mark of each child that has been neither killed nor awaited. */
    private static final Map<Process, String> MARKS = new ConcurrentHashMap<>();
    private static final Lock STARTS = new ReentrantLock();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end));
    }

    private static void end() {
        ending = true;
        STARTS.lock(); // and never unlocks it: from now on, none starts
        if (!MARKS.isEmpty()) {
            kill(MARKS.keySet(), BENCH);
        }
    }

    /** Whether the bench itself is ending. Processes that die are then expected. */
    public static boolean ending() {
        return ending;
    }

    private Children() {
    }

    /** Starts a process. Kill or await it, even if it ends by itself: it may leave others behind. */
    public static Process start(ProcessBuilder builder) throws IOException {
        String mark = BENCH + " " + UUID.randomUUID();
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

    /** Waits for the end of a process, and returns its status; an interrupt kills it. */
    public static int await(Process process) throws InterruptedException {
        try {
            int status = process.waitFor();
            MARKS.remove(process);
            return status;
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        }
    }

    /** Kills a process and all that it has started. */
    public static void kill(Process process) {
        kill(List.of(process), MARKS.get(process));
        MARKS.remove(process);
    }

    private static void kill(Collection<Process> processes, String mark) {
        Set<ProcessHandle> killed = new HashSet<>();
        List<ProcessHandle> family = family(processes, mark);
        for (int round = 0; round < MOST_ROUNDS && !killed.containsAll(family); round++) {
            family.forEach(ProcessHandle::destroyForcibly);
            killed.addAll(family);
            family = family(processes, mark);
        }
    }

    /** A process and all that it has started. Those that have left the process's tree are found on Linux only. */
    public static List<ProcessHandle> family(Process process) {
        return family(List.of(process), MARKS.get(process));
    }

    /** @param mark what the environments of all of them contain; null if that is not known any more */
    private static List<ProcessHandle> family(Collection<Process> processes, String mark) {
        return Stream.of(processes.stream().map(Process::toHandle), processes.stream().flatMap(Process::descendants),
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
