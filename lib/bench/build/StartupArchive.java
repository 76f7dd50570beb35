package bench.build;

import bench.process.Children;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * An archive of the classes of the JDK and of a script's libraries, in the form that the JVM needs in memory. The JVM
 * maps this file instead of reading and checking each class, which halves the CPU time from the start of a node to its
 * {@code init_ok}. Its classes are linked ahead of time, which takes off another fifth. The archive omits the script's
 * own classes, so it stays valid after an edit.
 *
 * <p>The JVM refuses an archive of another JVM or of other jars, and then starts without one. It does not notice
 * damage, so a checksum is kept next to the file.
 */
final class StartupArchive {

    /** The time that a node has in a test, too. */
    private static final int INIT_SECONDS = 10;
    private static final int DUMP_SECONDS = 60;

    private static final String INIT = """
            {"src":"c1","dest":"n0","body":{"type":"init","node_id":"n0","node_ids":["n0","n1","n2"],"msg_id":1}}
            """;

    private final Path file;

    private StartupArchive(Path file) {
        this.file = file;
    }

    /** The archive for this JDK and these libraries, which may not exist yet. */
    static StartupArchive of(Build build, Cache cache) throws IOException {
        List<Object> parts = new ArrayList<>(List.of(build.jdk(), Launcher.OPTIONS));
        for (Path library : build.libraries()) {
            parts.addAll(List.of(library, Files.size(library), Files.getLastModifiedTime(library)));
        }
        return new StartupArchive(cache.archives().resolve(Key.of(parts) + ".jsa"));
    }

    /** The JVM option that uses the archive. */
    String option() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /** Whether the archive exists and is undamaged. */
    boolean isIntact() throws IOException {
        return Files.exists(file) && Files.exists(checksumFile())
                && Files.readString(checksumFile()).equals(checksum(file));
    }

    /**
     * Makes the archive from the classes that a node of the build loads until it has answered {@code init}.
     *
     * @param java a command line of the build's JVM: its options, without class path and class
     * @return null, or why the archive could not be made; the next call tries again
     */
    String make(Build build, List<String> java, Cache cache) throws IOException {
        Path work = cache.workFolder();
        try {
            Path classes = work.resolve("classes");
            List<String> node = new ArrayList<>(java);
            node.addAll(List.of("-XX:DumpLoadedClassList=" + classes, "-cp", Compiler.join(build.librariesFirst()),
                    build.mainClass()));
            if (!answersInit(node, work)) {
                return "its node does not answer init";
            }
            Path made = work.resolve("archive");
            List<String> dump = new ArrayList<>(java);
            dump.addAll(List.of("-Xshare:dump", "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + classes,
                    "-XX:SharedArchiveFile=" + made, "-cp", Compiler.join(build.libraries())));
            if (!succeeds(dump, work) || !Files.exists(made)) {
                return "the JVM cannot write its archive to " + cache.folder();
            }
            Path checksum = Files.writeString(work.resolve("checksum"), checksum(made));
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            Files.move(checksum, checksumFile(), StandardCopyOption.ATOMIC_MOVE);
            return null;
        } finally {
            Cache.delete(work);
        }
    }

    /** Runs a node until it answers init. The JVM lists classes as it loads them, so the node may be killed then. */
    private static boolean answersInit(List<String> command, Path folder) throws IOException {
        Process node = start(command, folder, Redirect.PIPE);
        CompletableFuture.delayedExecutor(INIT_SECONDS, TimeUnit.SECONDS).execute(() -> Children.kill(node));
        try {
            node.getOutputStream().write(INIT.getBytes(StandardCharsets.UTF_8));
            node.getOutputStream().flush();
            return node.inputReader().readLine() != null;
        } catch (IOException e) {
            return false; // the node ended before it read a line, or was killed
        } finally {
            Children.kill(node);
            node.onExit().join();
        }
    }

    private static boolean succeeds(List<String> command, Path folder) throws IOException {
        Process dump = start(command, folder, Redirect.DISCARD);
        CompletableFuture.delayedExecutor(DUMP_SECONDS, TimeUnit.SECONDS).execute(() -> Children.kill(dump));
        try {
            return dump.onExit().join().exitValue() == 0;
        } finally {
            Children.kill(dump); // otherwise it counts as running, and the bench looks for it when it ends
        }
    }

    private static Process start(List<String> command, Path folder, Redirect output) throws IOException {
        return Children.start(new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(output).redirectError(Redirect.DISCARD));
    }

    private Path checksumFile() {
        return file.resolveSibling(file.getFileName() + ".crc32c");
    }

    private static String checksum(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            CRC32C checksum = new CRC32C();
            checksum.update(channel.map(MapMode.READ_ONLY, 0, channel.size()));
            return HexFormat.of().toHexDigits(checksum.getValue());
        }
    }
}
