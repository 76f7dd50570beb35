package bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Comparisons, each written to a file as a line of JSON as soon as it is made: a long list can be done in pieces. */
public final class ComparisonFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Optional<Path> file;
    private final List<Comparison> all = new ArrayList<>();

    /**
     * Reads what the file has; it need not exist.
     *
     * @param file empty to keep comparisons in memory only
     * @throws IllegalArgumentException if it has other lines
     */
    public ComparisonFile(Optional<Path> file) throws IOException {
        this.file = file;
        for (String line : file.isPresent() && Files.exists(file.get()) ? Files.readAllLines(file.get())
                : List.<String>of()) {
            all.add(read(line));
        }
    }

    private Comparison read(String line) {
        try {
            return JSON.readValue(line, Comparison.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file.orElseThrow() + " has a line that is not a comparison: " + line);
        }
    }

    public List<Comparison> all() {
        return all;
    }

    /** Whether it has this node with these options. */
    public boolean has(String node, String options) {
        return all.stream().anyMatch(each -> each.node().equals(node) && each.options().equals(options));
    }

    public void add(Comparison comparison) throws IOException {
        all.add(comparison);
        if (file.isPresent()) {
            Files.writeString(file.get(), JSON.writeValueAsString(comparison) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
