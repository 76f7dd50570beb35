package bench.run;

import bench.journal.Event;
import bench.journal.Journal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what nodes log to {@code node-logs/}, each line with its time in the history. */
public final class NodeLogs implements Journal, AutoCloseable {

    private final Store store;
    private final PrintStream echo;
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private boolean closed;

    /** @param echo also gets every line, with the node's name; may be null */
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
        if (echo != null) {
            echo.println(time + node + ": " + Printable.text(line));
        }
        write(node, time + line + "\n");
    }

    /** Writes a line. If that fails, the test goes on, because it is not the node's fault. */
    private void write(String node, String text) {
        try {
            if (!writers.containsKey(node)) {
                writers.put(node, Store.writer(store.nodeLog(node)));
            }
            writers.get(node).write(text);
        } catch (IOException e) {
            store.note(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Writer writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                store.note(e);
            }
        }
    }
}
