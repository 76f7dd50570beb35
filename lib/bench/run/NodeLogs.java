package bench.run;

import bench.journal.Event;
import bench.journal.Journal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what nodes log in {@code node-logs/}, each line with its time in the history. */
public final class NodeLogs implements Journal, AutoCloseable {

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
    public synchronized void record(long nanos, Event event) {
        if (!closed && event instanceof Event.Log(String node, String line)) {
            keep(node, "%.3f s  ".formatted(nanos / 1e9), line);
        }
    }

    private void keep(String node, String time, String line) {
        try {
            Writer writer = writers.get(node);
            if (writer == null) {
                writer = Files.newBufferedWriter(store.nodeLog(node));
                writers.put(node, writer);
            }
            writer.write(time + line + "\n");
            if (echo != null) {
                echo.println(time + node + ": " + Printable.text(line));
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
