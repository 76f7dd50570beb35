package bench.engine;

import bench.build.Words;
import bench.history.EdnReader;
import bench.history.Keyword;
import bench.run.Store;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final Keyword ENGINE = Keyword.of("engine");
    private static final Keyword COMMAND = Keyword.of("command");

    /** Writes what the request says, and its scenario, if it plays one. The real Maelstrom takes no seed. */
    static void write(Store store, String engine, Request request) {
        List<String> command;
        if (request.options().plan() == null) {
            command = ScenarioCommand.ofTest(request.options(), request.args());
        } else {
            Path file = store.writeScenario(ScenarioFile.write(new Scenario("",
                    ScenarioCommand.of(request.options(), request.args()), request.options().plan(), "")));
            command = List.of("test", "--scenario", file.toString());
        }
        Words words = new Words(command).with(List.of("--bin", request.file().toString()));
        Map<Keyword, Object> test = new LinkedHashMap<>();
        test.put(ENGINE, engine);
        test.put(COMMAND, (engine.equals("jepsen") ? words.without(Map.of("--seed", 1)) : words).all());
        store.writeTest(test);
    }

    /** What was run in a folder; empty if nobody wrote it down. */
    public static Optional<StoredTest> read(Path folder) throws IOException {
        Path file = folder.resolve(Store.TEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<?, ?> test = (Map<?, ?>) EdnReader.read(Files.readString(file));
        List<String> command = new ArrayList<>();
        ((List<?>) test.get(COMMAND)).forEach(word -> command.add((String) word));
        return Optional.of(new StoredTest((String) test.get(ENGINE), command));
    }
}
