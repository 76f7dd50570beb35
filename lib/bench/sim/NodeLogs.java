package bench.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The log files of simulated nodes. */
public final class NodeLogs implements BiConsumer<String, String>, AutoCloseable {

    private final Function<String, Path> files;
    private final Map<String, Writer> writers = new LinkedHashMap<>();

    public NodeLogs(Function<String, Path> files) {
        this.files = files;
    }

    @Override
    public void accept(String node, String line) {
        try {
            Writer writer = writers.get(node);
            if (writer == null) {
                writer = Files.newBufferedWriter(files.apply(node));
                writers.put(node, writer);
            }
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Writer writer : writers.values()) {
            writer.close();
        }
    }
}
