package bench.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The user's folder for downloads and builds. Several commands may use it at once. Whatever has its final name is
 * complete, because it was assembled elsewhere and then moved. A build is not removed while a process uses it.
 */
public final class Cache {

    private static final int KEPT_BUILDS = 20;
    private static final int KEPT_ANSWERS = 100;
    private static final int KEPT_ARCHIVE_FILES = 2 * 5; // an archive of 24 MB, and its checksum

    private static final int SILENT_WAIT_MILLIS = 1000;
    private static final int RETRY_MILLIS = 20;

    /** A work folder older than this was left behind by a killed command, because no command works that long. */
    private static final Duration LONGEST_WORK = Duration.ofHours(1);

    /** The builds that this process uses. Each has a lock that other processes can see until this one ends. */
    private static final Map<Path, FileChannel> IN_USE = new HashMap<>();

    private final Path folder;

    private Cache(Path folder) {
        this.folder = folder;
    }

    /** The folder that {@code lib/bin/maelstrom} found; otherwise the one that it would look at first. */
    public static Cache open() {
        String home = System.getProperty("user.home");
        String parent = System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        return at(Path.of(System.getProperty("bench.cache", parent + "/gossip-glomers")));
    }

    /** The given folder, or a temporary one for this process if that cannot be written to. */
    public static Cache at(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? new Cache(folder.toRealPath()) : temporary();
        } catch (IOException e) {
            return temporary();
        }
    }

    private static Cache temporary() {
        try {
            Path folder = Files.createTempDirectory("gossip-glomers");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return new Cache(folder);
        } catch (IOException e) {
            throw new BuildException("cannot write to a cache folder: " + e.getMessage());
        }
    }

    public Path folder() {
        return folder;
    }

    /** An action on the cache. */
    interface Action<T> {
        T run() throws IOException;
    }

    /**
     * Runs an action exclusively: no other thread or process runs one at the same time.
     *
     * @throws BuildException if the disk is full, for example
     */
    <T> T exclusively(Action<T> action) {
        synchronized (IN_USE) {
            try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock _ = lock(file)) {
                return action.run();
            } catch (IOException e) {
                throw new BuildException("cannot use the cache folder " + folder + ": " + e.getMessage());
            }
        }
    }

    /** Waits for other commands, with a message if that takes more than a moment. */
    private FileLock lock(FileChannel file) throws IOException {
        for (int waited = 0; waited < SILENT_WAIT_MILLIS; waited += RETRY_MILLIS) {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
        }
        System.err.println("maelstrom: waiting for another command that builds in " + folder);
        return file.lock();
    }

    /** A new folder in which to assemble files, on the same disk as their final place. */
    public Path workFolder() throws IOException {
        return Files.createTempDirectory(folder, "work");
    }

    /** The folder of the builds; each build has a folder named by its key. */
    Path builds() throws IOException {
        return Files.createDirectories(folder.resolve("builds"));
    }

    /** The folder of JBang's answers, in files named by the key of the directives. */
    Path answers() throws IOException {
        return Files.createDirectories(folder.resolve("answers"));
    }

    /** The folder of the start-up archives. */
    Path archives() throws IOException {
        return Files.createDirectories(folder.resolve("archives"));
    }

    /** Keeps a build from being removed while this process lives, and notes when it was used. */
    void use(Path build) throws IOException {
        if (!IN_USE.containsKey(build)) {
            FileChannel channel = FileChannel.open(build.resolve("script.used"), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.lock(0, Long.MAX_VALUE, true);
            IN_USE.put(build, channel);
        }
        Files.setLastModifiedTime(build, FileTime.from(Instant.now()));
    }

    /** Lets a build be removed: this process has a newer one. */
    void release(Path build) throws IOException {
        FileChannel channel = IN_USE.remove(build);
        if (channel != null) {
            channel.close();
        }
    }

    /** Removes the least recently used builds, and everything that killed processes left behind. */
    void prune() throws IOException {
        for (Path build : allButNewest(builds(), "", KEPT_BUILDS)) {
            if (!IN_USE.containsKey(build) && !usedElsewhere(build)) {
                delete(build);
            }
        }
        allButNewest(answers(), "", KEPT_ANSWERS).forEach(Cache::delete);
        allButNewest(archives(), "", KEPT_ARCHIVE_FILES).forEach(Cache::delete);
        deleteAbandonedWork();
    }

    private void deleteAbandonedWork() throws IOException {
        FileTime oldest = FileTime.from(Instant.now().minus(LONGEST_WORK));
        for (Path work : allButNewest(folder, "work", 0)) {
            if (lastModified(work).compareTo(oldest) < 0) {
                delete(work);
            }
        }
    }

    private static boolean usedElsewhere(Path build) throws IOException {
        try (FileChannel channel = FileChannel.open(build.resolve("script.used"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static List<Path> allButNewest(Path folder, String prefix, int kept) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparing(Cache::lastModified).reversed())
                    .skip(kept)
                    .toList();
        }
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Removes a file, or a folder with its contents, as far as possible. */
    public static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The next process that prunes will try again.
        }
    }
}
