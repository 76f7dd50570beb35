///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//SOURCES support/Fuzz*.java
//SOURCES support/HandHeldNode.java
//SOURCES support/Scripts.java
//SOURCES support/Shell.java
//SOURCES support/Smallest.java
//SOURCES support/StrictJson.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false -XX:+UseSerialGC -Xmx1g

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

// Gives each script a million made-up lines, in a fresh node every 500 lines, and judges all that it says. See
// support/FuzzJudge.java for the rules, and support/FuzzLines.java for what the lines are. Lines that must leave no
// trace go to one node that lives to the end: its memory is the difference between the two numbers for the heap.
//
//     lib/bin/jbang tests/Fuzz.java [lines, 1,000,000 by default] [scripts, all six by default]

static final int LONGEST_QUOTE = 300;

/** One line in so many is also given to the script in a process of its own. */
static final int IN_A_PROCESS = 50;

void main(String... args) throws Exception {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    List<String> names = args.length > 1 ? List.of(args).subList(1, args.length) : List.copyOf(FuzzModels.ALL.keySet());
    Scripts scripts = Scripts.compile(names.stream().map(name -> Shell.home().resolve(name + ".java")).toList(),
            Files.createTempDirectory("fuzz"));
    boolean found = false;
    IO.println("script          lines  seconds  heap before, after  replies");
    for (String name : names) {
        Fuzzer fuzzer = new Fuzzer(scripts.script(name)::run, FuzzModels.ALL.get(name));
        long start = System.nanoTime();
        fuzzer.run(lines / 10, 1);
        double before = usedMegabytes();
        fuzzer.run(lines - fuzzer.lines(), 1 + lines);
        double seconds = (System.nanoTime() - start) / 1e9;
        IO.println("%-11s %9d  %7.1f  %6.1f, %6.1f MB  %s".formatted(name, fuzzer.lines(), seconds, before,
                usedMegabytes(), fuzzer.replies()));
        fuzzer.findings().forEach(this::print);
        String difference = FuzzProcess.compare(scripts.script(name)::run, scripts.command(name),
                FuzzModels.ALL.get(name).get(), lines / IN_A_PROCESS, 1).difference();
        IO.print(difference.isEmpty() ? "" : "  ✗ " + difference + "\n");
        found |= !fuzzer.findings().isEmpty() || !difference.isEmpty();
    }
    System.exit(found ? 1 : 0);
}

double usedMegabytes() {
    System.gc();
    System.gc(); // the first one finds the threads of dead nodes, and the second what they held
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
}

void print(Fuzzer.Finding finding) {
    IO.println("  ✗ seed " + finding.seed() + ": " + finding.text());
    finding.steps().forEach(step -> IO.println("      " + switch (step) {
        case FuzzLife.Input(byte[] bytes, _) -> quote(new String(bytes, StandardCharsets.UTF_8));
        case FuzzLife.Pause(long millis) -> "(" + millis + " ms)";
    }));
}

String quote(String text) {
    String line = text.strip();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "… (" + line.length() + ")";
}
