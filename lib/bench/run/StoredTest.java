package bench.run;

import bench.history.EdnReader;
import bench.history.Keyword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was run, as {@code test.edn} in the folder of the run says it.
 *
 * @param engine  what {@code --engine} calls it
 * @param command the words that repeat it, {@code test} first
 */
public record StoredTest(String engine, List<String> command) {

    static final String FILE = "test.edn";
    private static final Keyword ENGINE = Keyword.of("engine");
    private static final Keyword COMMAND = Keyword.of("command");

    /** What was run in a folder; empty if it has no such file. */
    public static Optional<StoredTest> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<?, ?> test = (Map<?, ?>) EdnReader.read(Files.readString(file));
        return Optional.of(new StoredTest((String) test.get(ENGINE),
                ((List<?>) test.get(COMMAND)).stream().map(String.class::cast).toList()));
    }

    Map<Keyword, Object> toMap() {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(ENGINE, engine);
        map.put(COMMAND, command);
        return map;
    }
}
