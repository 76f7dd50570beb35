///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//SOURCES support/KeptScenario.java
//SOURCES support/Scripts.java
//SOURCES support/Shell.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false -XX:+UseSerialGC

import bench.hunt.Exhaustive;
import bench.hunt.Player;
import bench.sim.Simulator;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

// Plays every run of the scenarios in tests/exhaustive in which messages are lost or late, up to the bound that each
// names in its head, and prints a table. The command in a scenario's head plays one alone.
//
//     lib/bin/jbang tests/EveryRun.java [only scenarios whose name begins so]

static final Pattern BOUND = Pattern.compile("--bound ([0-9]+)");

void main(String... args) throws Exception {
    List<KeptScenario> scenarios = KeptScenario.in("exhaustive").stream()
            .filter(scenario -> scenario.name().startsWith(args.length > 0 ? args[0] : "")).toList();
    Scripts scripts = Scripts.compile(scenarios.stream().map(KeptScenario::script).distinct().toList(),
            Files.createTempDirectory("every-run"));
    int cores = Runtime.getRuntime().availableProcessors();
    Simulator.allowAtOnce(cores);
    IO.println("| scenario | messages | lost or late | runs | seconds | verdict |");
    IO.println("| --- | --- | --- | --- | --- | --- |");
    boolean failed = false;
    for (KeptScenario scenario : scenarios) {
        long startNanos = System.nanoTime();
        List<Player> players = Stream.generate(() -> scripts.player(scenario.scriptName())).limit(cores).toList();
        Exhaustive.Result result = new Exhaustive(players, players.getFirst().options(scenario.scenario()),
                () -> false, (_, _) -> { }).explore(bound(scenario));
        failed |= result.counterexample().isPresent();
        IO.println(String.format(Locale.ROOT, "| %s | %d | %s | %,d | %.1f | %s |", scenario, result.messages(),
                result.isEverything() ? "any" : "up to " + result.levels().getLast().messages(), result.runs(),
                (System.nanoTime() - startNanos) / 1e9,
                result.counterexample().map(found -> found.reason().toString()).orElse("valid")));
    }
    System.exit(failed ? 1 : 0);
}

int bound(KeptScenario scenario) {
    Matcher bound = BOUND.matcher(scenario.scenario().title());
    return bound.find() ? Integer.parseInt(bound.group(1)) : Integer.MAX_VALUE;
}
