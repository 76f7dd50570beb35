package bench.cli;

import bench.build.Builder;
import bench.sim.Simulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The three engines, and the choice of the default one. */
public final class Engines {

    static final List<String> NAMES = List.of("jepsen", "live", "sim");

    private final Builder builder;
    private final SimEngine sim;
    private final LiveEngine live;
    private final JepsenEngine jepsen;
    private final boolean installed;

    /** @param maelstrom the command of the real Maelstrom, where it is installed */
    public Engines(Builder builder, Simulator simulator, Optional<Path> maelstrom) {
        this.builder = builder;
        this.sim = new SimEngine(simulator);
        this.live = new LiveEngine(builder);
        this.jepsen = new JepsenEngine(builder, maelstrom);
        this.installed = maelstrom.isPresent();
    }

    SimEngine sim() {
        return sim;
    }

    Builder builder() {
        return builder;
    }

    /** Whether the real judge is installed. */
    boolean haveMaelstrom() {
        return installed;
    }

    /**
     * The engine of this name; for null the real judge where it is installed, else the quickest.
     */
    Engine choose(String name, boolean usesHelper) {
        return switch (name) {
            case "jepsen" -> jepsen;
            case "live" -> live;
            case "sim" -> sim;
            case null, default -> installed ? jepsen : quickest(usesHelper);
        };
    }

    /** The quickest that can run the program. */
    Engine quickest(boolean usesHelper) {
        return usesHelper ? sim : live;
    }
}
