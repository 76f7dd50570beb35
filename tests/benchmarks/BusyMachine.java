///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

// How challenge 3d does on a busy machine: each script runs on real processes beside 0, 2 and 8 loops that do nothing
// but compute. Prints messages for each operation, and the median and the maximum of the stable latencies, in ms.
//
//     lib/bin/jbang tests/benchmarks/BusyMachine.java [script …]

static final List<Integer> LOOPS = List.of(0, 2, 8);
static final List<String> CHALLENGE_3D = List.of("-w", "broadcast", "--engine", "live", "--node-count", "25",
        "--time-limit", "20", "--rate", "100", "--latency", "100");
static final Pattern MESSAGES = Pattern.compile("Messages +([0-9.]+) ");
static final Pattern LATENCY = Pattern.compile("median (\\d+) ms.*at most (\\d+) ms");

void main(String... scripts) throws Exception {
    IO.println("loops  script                         messages  median  maximum");
    for (int count : LOOPS) {
        for (String script : scripts.length > 0 ? List.of(scripts) : List.of("broadcast.java")) {
            IO.println("%5d  %-30s %s".formatted(count, script, figures(count, script)));
        }
    }
}

String figures(int count, String script) throws IOException, InterruptedException {
    List<Process> loops = new ArrayList<>();
    try {
        for (int i = 0; i < count; i++) {
            loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
        String output = run(script);
        Matcher messages = MESSAGES.matcher(output);
        Matcher latency = LATENCY.matcher(output);
        return messages.find() && latency.find()
                ? "%8s  %6s  %7s".formatted(messages.group(1), latency.group(1), latency.group(2))
                : "no figures: "
                        + output.lines().filter(line -> line.contains("broke")).findFirst().orElse("no verdict");
    } finally {
        loops.forEach(Process::destroyForcibly);
    }
}

String run(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of("lib/bin/maelstrom").toAbsolutePath().toString(), "test",
            "--bin", Path.of(script).toAbsolutePath().toString()));
    command.addAll(CHALLENGE_3D);
    Path folder = Files.createTempDirectory("busy");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
}
