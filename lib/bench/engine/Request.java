package bench.engine;

import bench.build.Build;
import bench.build.Words;
import bench.run.Store;
import bench.run.StoredTest;
import bench.run.TestOptions;
import bench.scenario.Scenario;
import bench.scenario.ScenarioCommand;
import bench.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to run one test.
 *
 * @param file             what {@code --bin} names
 * @param build            the build of it, if it is a Java script
 * @param args             the arguments of each node
 * @param seeded           whether the user chose the seed; otherwise it is random
 * @param prints           what to print beside the verdict
 * @param maelstromOptions the options as the real Maelstrom takes them, without bin and workload
 */
public record Request(Path file, Optional<Build> build, List<String> args, TestOptions options, boolean seeded,
                      Prints prints, List<String> maelstromOptions) {

    /** What is printed of the nodes' own lines and of their messages. */
    public record Prints(boolean stderr, boolean netSend, boolean netRecv) {
    }

    public Request withSeed(long seed) {
        return withOptions(options.withSeed(seed));
    }

    public Request withOptions(TestOptions other) {
        return new Request(file, build, args, other, seeded, prints, maelstromOptions);
    }

    /** Writes down what this runs, and its scenario, if it plays one. */
    void writeTo(Store store, Engine engine) {
        List<String> command;
        if (options.plan() == null) {
            command = ScenarioCommand.ofTest(options, args);
        } else {
            Path scenario = store.writeScenario(ScenarioFile.write(
                    new Scenario("", ScenarioCommand.of(options, args), options.plan(), "")));
            command = List.of("test", "--scenario", scenario.toString());
        }
        Words words = new Words(command).with(List.of("--bin", file.toString()));
        store.writeTest(new StoredTest(engine.name(),
                (engine.repeats() ? words : words.without(Map.of("--seed", 1))).all()));
    }

    /** Whether the program is a script on lib/Maelstrom.java. */
    public boolean usesHelper() {
        return build.filter(Build::usesHelper).isPresent();
    }
}
