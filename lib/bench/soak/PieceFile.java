package bench.soak;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A file to which the pieces of a soak are appended, a line each. The process may be killed at any moment: a damaged
 * last line is cut off when the file is opened again.
 */
public final class PieceFile implements AutoCloseable {

    private final FileChannel channel;

    private PieceFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a file, which need not exist.
     *
     * @param known takes the pieces that it has
     * @throws IllegalArgumentException if it is not such a file, or another process is writing to it
     */
    public static PieceFile open(Path path, Consumer<Piece> known) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IllegalArgumentException("another soak is writing to it");
            }
            channel.truncate(read(new BufferedInputStream(Channels.newInputStream(channel)), known));
            channel.position(channel.size());
            return new PieceFile(channel);
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Reads the pieces, and returns how many bytes they take: all, unless the last line is damaged. If the first line
     * is not the beginning of a piece either, this is somebody else's file, and nothing is cut off.
     */
    private static long read(InputStream in, Consumer<Piece> known) throws IOException {
        long whole = 0;
        String mistake = null;
        byte[] line = readLine(in);
        for (int number = 1; line.length > 0; number++) {
            String text = new String(line, StandardCharsets.UTF_8);
            if (mistake != null) {
                throw new IllegalArgumentException(mistake);
            }
            try {
                if (!text.endsWith("\n")) {
                    throw new IllegalArgumentException("it has no end");
                }
                known.accept(Piece.parse(text));
                whole += line.length;
            } catch (IllegalArgumentException e) {
                mistake = "line " + number + ": " + e.getMessage();
                if (number == 1 && !Piece.isMeantBy(text)) {
                    throw new IllegalArgumentException(mistake);
                }
            }
            line = readLine(in);
        }
        return whole;
    }

    /** The next line with its end; empty at the end of the file. */
    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    /** Appends a piece, in one write. */
    public void append(Piece piece) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((piece.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
