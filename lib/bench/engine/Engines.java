package bench.engine;

import bench.build.Builder;
import bench.run.TestOptions;
import bench.sim.Simulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The three engines, and the choice of the default one. */
public final class Engines {

    public static final List<String> NAMES = List.of("jepsen", "live", "sim");

    private final Builder builder;
    private final SimEngine sim;
    private final LiveEngine live;
    private final JepsenEngine jepsen;
    private final boolean installed;

    /**
     * @param maelstrom the command of the real Maelstrom, where it is installed
     * @param parser    reads the words of a scenario's command
     */
    public Engines(Builder builder, Simulator simulator, Optional<Path> maelstrom,
                   Function<List<String>, TestOptions> parser) {
        this.builder = builder;
        this.sim = new SimEngine(simulator, parser);
        this.live = new LiveEngine(builder);
        this.jepsen = new JepsenEngine(builder, maelstrom);
        this.installed = maelstrom.isPresent();
    }

    public SimEngine sim() {
        return sim;
    }

    public Builder builder() {
        return builder;
    }

    /** Whether the real judge is installed. */
    public boolean haveMaelstrom() {
        return installed;
    }

    /**
     * The engine of this name; for null the real judge where it is installed, else the quickest.
     */
    public Engine choose(String name, boolean usesHelper) {
        return switch (name) {
            case "jepsen" -> jepsen;
            case "live" -> live;
            case "sim" -> sim;
            case null, default -> installed ? jepsen : quickest(usesHelper);
        };
    }

    /** The quickest that can run the program. */
    public Engine quickest(boolean usesHelper) {
        return usesHelper ? sim : live;
    }
}
