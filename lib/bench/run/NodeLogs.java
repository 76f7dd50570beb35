package bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Takes what nodes print on stderr, a line at a time, and keeps it in {@code node-logs/}. */
public final class NodeLogs implements BiConsumer<String, String>, AutoCloseable {

    private final Store store;
    private final PrintStream echo;
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private boolean closed;

    /** @param echo gets every line too, with the node's name; null for nobody */
    public NodeLogs(Store store, PrintStream echo) {
        this.store = store;
        this.echo = echo;
    }

    @Override
    public synchronized void accept(String node, String line) {
        if (closed) {
            return;
        }
        try {
            Writer writer = writers.get(node);
            if (writer == null) {
                writer = Files.newBufferedWriter(store.nodeLog(node));
                writers.put(node, writer);
            }
            writer.write(line);
            writer.write('\n');
            if (echo != null) {
                echo.println(node + ": " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Writer writer : writers.values()) {
            writer.close();
        }
    }
}
