package bench.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines of UTF-8 from a process. A line longer than a limit is returned in pieces. Meanwhile another thread can
 * get the start of an unfinished line.
 */
public final class LineReader {

    private static final int LONGEST_QUOTE = 200;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int start;
    private int end;
    private boolean wasCut;
    private volatile String unfinished = "";

    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or null after the last one. */
    public String next() throws IOException {
        line.reset();
        wasCut = false;
        while (true) {
            int stop = start;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            int taken = Math.min(stop - start, maxBytes - line.size());
            line.write(chunk, start, taken);
            start += taken;
            if (start < stop) {
                wasCut = true;
                return text();
            }
            if (stop < end) {
                start++;
                return text();
            }
            if (line.size() <= chunk.length) { // a longer line has the same start
                unfinished = quote();
            }
            start = 0;
            end = Math.max(0, in.read(chunk));
            if (end == 0) {
                return line.size() == 0 ? null : text();
            }
        }
    }

    /** Whether the last line was too long, so the next one continues it. */
    boolean wasCut() {
        return wasCut;
    }

    /** The start of what has come since the last line end; empty if nothing has. */
    String unfinished() {
        return unfinished;
    }

    private String text() {
        unfinished = "";
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private String quote() {
        byte[] bytes = line.toByteArray();
        return new String(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_QUOTE)), StandardCharsets.UTF_8);
    }
}
