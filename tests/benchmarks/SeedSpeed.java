///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

// How many seeds of challenge 3c run in a second on all cores, and how much memory a process takes that runs them.
//
//     lib/bin/jbang tests/benchmarks/SeedSpeed.java [seeds, 1000 by default]

static final Pattern SPEED = Pattern.compile("Speed +(.*)");
static final List<String> CHALLENGE_3C = List.of("test", "-w", "broadcast", "--bin", "broadcast.java",
        "--node-count", "5", "--time-limit", "20", "--rate", "10", "--nemesis", "partition");
static final long LOOK_MILLIS = 500;

long mostKilobytes;

void main(String... args) throws Exception {
    String seeds = args.length > 0 ? args[0] : "1000";
    maelstrom("1..2"); // builds what is not built yet
    Matcher speed = SPEED.matcher(maelstrom("1.." + seeds));
    IO.println(speed.find()
            ? speed.group(1) + ", on " + Runtime.getRuntime().availableProcessors() + " cores" : "broken");
    IO.println("at most %d MB in one process".formatted(mostKilobytes / 1024));
}

String maelstrom(String seeds) throws Exception {
    List<String> command = new ArrayList<>(List.of("lib/bin/maelstrom"));
    command.addAll(CHALLENGE_3C);
    command.addAll(List.of("--engine", "sim", "--seeds", seeds));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> watch(process));
    return process.inputReader().readAllAsString();
}

/** Where the system says so, which is on Linux. */
void watch(Process process) {
    while (process.isAlive()) {
        process.descendants().forEach(each -> mostKilobytes = Math.max(mostKilobytes, residentKilobytes(each.pid())));
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            return;
        }
    }
}

long residentKilobytes(long pid) {
    try {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    } catch (IOException e) {
        return 0; // it has ended
    }
}
