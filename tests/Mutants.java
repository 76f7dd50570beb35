///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//DEPS org.pitest:pitest-command-line:1.30.2
//DEPS org.pitest:pitest-junit5-plugin:1.2.3
//SOURCES mutants/*.java
//SOURCES bench/check/*Test.java
//SOURCES lib/Helper*Test.java
//SOURCES lib/ReplicaTest.java
//SOURCES lib/RhythmTest.java
//SOURCES scripts/BroadcastTest.java
//SOURCES scripts/CounterScriptTest.java
//SOURCES scripts/FiguresTest.java
//SOURCES scripts/KafkaTest.java
//SOURCES scripts/MemoryTest.java
//SOURCES scripts/TxnTest.java
//SOURCES support/BrokenHost.java
//SOURCES support/Command.java
//SOURCES support/Elle.java
//SOURCES support/HandHeldNode.java
//SOURCES support/HistoryBuilder.java
//SOURCES support/LastingCut.java
//SOURCES support/Scripts.java
//SOURCES support/Shell.java
//SOURCES support/Specimen.java
//SOURCES support/Txns.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/Replica.java
//SOURCES ../lib/Rhythm.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -XX:+UseSerialGC

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

// Finds out how many small bugs the bench would notice. PIT puts bugs into the compiled scripts, one at a time; such a
// changed script is called a mutant. The commands of devbox.json, and their variants under faults, should convict it
// within 50 seeds. Whoever survives shows a gap in the checks, or a line that makes no difference.
//
//     lib/bin/jbang tests/Mutants.java [seeds, 50 by default] [only these targets: echo, Replica, bench.check.Set ...]
//
// PIT does the same with the checkers, and with what scripts include, and has their tests convict the mutants. Such a
// target is a class without a package (Replica), a package (bench.check.elle), or the beginning of the names of classes
// in one (bench.check.elle.C).
//
// Verdicts are kept in store/mutants, so the command goes on where it was interrupted. Delete that folder when the
// bench has changed. One simulation runs at a time; to use more processors, run the targets side by side.

static final String MUTATORS = "DEFAULTS"; // PIT's name for its usual group

void main(String... args) throws Exception {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    Path store = Shell.home().resolve("store/mutants");
    Map<String, ScriptMutation> targets = new LinkedHashMap<>();
    targets.put("echo", script("echo", store));
    targets.put("unique_ids", script("unique_ids", store));
    targets.put("broadcast", script("broadcast", store, "FiguresTest", "BroadcastTest"));
    targets.put("counter", script("counter", store, "CounterScriptTest", "FiguresTest"));
    targets.put("kafka", script("kafka", store, "KafkaTest", "MemoryTest", "FiguresTest"));
    targets.put("txn", script("txn", store, "TxnTest", "MemoryTest", "FiguresTest"));
    targets.put("MaelstromProcess", new ScriptMutation("MaelstromProcess", List.of(file("lib/MaelstromProcess")),
            List.of("HelperProcessTest"), store)); // a simulation has none
    KnownEquivalents known = KnownEquivalents.in(Shell.home().resolve("tests/mutants/equivalent.txt"));
    List<Tally> tallies = new ArrayList<>();
    for (String name : args.length > 1 ? List.of(args).subList(1, args.length) : targets.keySet()) {
        tallies.add(targets.containsKey(name)
                ? targets.get(name).run(seeds, MUTATORS, known, IO::println)
                : new CheckerMutation(name, store).run(MUTATORS, known));
    }
    tallies.forEach(tally -> tally.complaints().forEach(complaint -> IO.println("✗ " + complaint)));
    IO.println("\n" + Tally.HEAD);
    tallies.forEach(tally -> IO.println(tally.row()));
    System.exit(tallies.stream().allMatch(tally -> tally.complaints().isEmpty()) ? 0 : 1);
}

ScriptMutation script(String name, Path store, String... tests) {
    return new ScriptMutation(name, List.of(file(name)), List.of(tests), store);
}

Path file(String script) {
    return Shell.home().resolve(script + ".java");
}
