///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//SOURCES support/Catalogue.java
//SOURCES support/Scripts.java
//SOURCES support/Shell.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false -XX:+UseSerialGC

import bench.check.Verdict.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

// Simulates every challenge of devbox.json on many seeds and says which seeds failed. Each challenge runs as it is and
// under other conditions: latency 0, 100 constant or 100 exponential, each without faults and with partitions, lost
// messages or pauses.
//
//     lib/bin/jbang tests/Sweep.java [seeds, 100 by default] [only challenges whose name begins so]

static final int BAR_WIDTH = 40;

void main(String... args) throws Exception {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    String prefix = args.length > 1 ? args[1] : "";
    List<Catalogue.Challenge> variants = Catalogue.variants().stream()
            .filter(challenge -> challenge.name().startsWith(prefix)).toList();
    Scripts scripts = Scripts.compile(variants.stream().map(Catalogue.Challenge::script).distinct()
            .map(name -> Shell.home().resolve(name + ".java")).toList(), Files.createTempDirectory("sweep"));
    int failed = 0;
    int done = 0;
    for (Catalogue.Challenge challenge : variants) {
        for (int seed = 1; seed <= seeds; seed++) {
            Scripts.Run run = scripts.run(challenge.script(), challenge.options(), challenge.args(), seed);
            if (run.validity() != Validity.TRUE) {
                failed++;
                IO.println("\r\033[K✗ " + challenge.name() + ", seed " + seed + ": " + run.complaints());
            }
            showProgress(++done, variants.size() * seeds, failed, challenge.name());
        }
    }
    IO.println("\r\033[K" + (done - failed) + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
}

void showProgress(int done, int all, int failed, String name) {
    String bar = "#".repeat(BAR_WIDTH * done / all);
    IO.print("\r\033[K[%-40s] %d of %d, %d failed: %s".formatted(bar, done, all, failed, name));
}
