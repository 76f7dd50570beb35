///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//DEPS org.webjars.npm:d3-zoom:3.0.0
//DEPS org.webjars.npm:d3-array:3.2.4
//DEPS org.webjars.npm:uplot:1.6.30
//SOURCES ../Maelstrom.java
//SOURCES *.java
//SOURCES **/*.java
//FILES bench/report/page/=report/page/*
//FILES bench/learn/=learn/*.txt
//FILES bench/learn/help/=learn/help/*
//FILES bench/learn/starters/=learn/starters/*

import bench.cli.Cli;
import bench.sim.ExitGuard;
import bench.sim.NodeConsole;
import bench.sim.Simulator;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The main class of the bench behind {@code lib/bin/maelstrom}. It connects the bench with the helper: the simulator's
 * nodes are {@link ScriptNode}s. It has no package, because the helper has none and packages cannot import it.
 */
public final class Bench {

    private static final int BROKEN = 255;

    private Bench() {
    }

    public static void main(String... args) {
        Locale.setDefault(Locale.ROOT); // numbers and names look the same everywhere
        NodeConsole.install();
        Simulator simulator = new Simulator(ScriptNode::new);
        ExitGuard guard = ExitGuard.arm(simulator);
        int status = run(simulator, args);
        guard.disarm();
        System.exit(status);
    }

    /**
     * Runs the command line. A failure of the bench must not end with status 1, which means that a node failed the
     * test.
     */
    private static int run(Simulator simulator, String... args) {
        try {
            return Cli.run(Path.of(System.getProperty("bench.home", ".")), simulator, args);
        } catch (Throwable e) {
            System.err.println("maelstrom: the bench itself failed: " + e);
            return BROKEN;
        }
    }
}
