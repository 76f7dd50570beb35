package bench.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * The JVM's ahead-of-time cache of a node: the classes it loads, parsed and linked, as a file that it maps at the next
 * start. The JVM refuses a file of another JVM, but neither one with a bit flipped nor (seen with 25.0.3) one that was
 * made from jars that have changed since. So a checksum lies beside it, and the build it belongs to never changes.
 */
final class AotCache {

    private AotCache() {
    }

    static boolean isIntact(Path file) throws IOException {
        Path checksum = checksumOf(file);
        return Files.exists(file) && Files.exists(checksum) && Files.readString(checksum).equals(checksum(file));
    }

    /**
     * Runs a node on the training traffic and keeps what it loaded. A script that does not end with its input cannot be
     * trained; an empty file then keeps the next run from trying again.
     *
     * @param command the node's command line for the file to write to
     */
    static void train(Function<Path, List<String>> command, Path file, Cache cache) throws IOException {
        Path work = cache.workFolder();
        try {
            Path output = work.resolve("aot");
            if (!Training.run(command.apply(output), work) || !Files.exists(output)) {
                Files.write(output, new byte[0]);
            }
            Path checksum = Files.writeString(work.resolve("checksum"), checksum(output));
            Files.move(output, file, StandardCopyOption.ATOMIC_MOVE);
            Files.move(checksum, checksumOf(file), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Cache.delete(work);
        }
    }

    private static Path checksumOf(Path file) {
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
