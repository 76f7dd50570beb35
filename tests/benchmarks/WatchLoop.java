///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

// Measures the time from a save to a verdict, with --watch and with a new command for each save. Each save changes a
// comment of broadcast.java, so everything is compiled and run again. It also measures what a hundred reruns leave in
// memory.
//
//     lib/bin/jbang tests/benchmarks/WatchLoop.java

static final int WARM_UP = 10;
static final int SAVES = 10;
static final int COLD_RUNS = 3;
static final int MANY = 100;
static final String VERDICT = "Everything looks good!";

static final Path MAELSTROM = Path.of("lib/bin/maelstrom").toAbsolutePath();
static final String MULTI_NODE = "--node-count 5 --time-limit 20 --rate 10";
static final String EFFICIENT = "--node-count 25 --time-limit 20 --rate 100 --latency 100";

Path folder;
int edits;

void main() throws Exception {
    folder = Files.createTempDirectory("watch-loop");
    copy(Path.of("broadcast.java"));
    try (Stream<Path> helper = Files.list(Path.of("lib"))) {
        helper.filter(file -> file.toString().endsWith(".java")).forEach(this::copy);
    }
    IO.println("Load %.1f on %d processors".formatted(
            java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors()));
    compare("3b", MULTI_NODE);
    compare("3d", EFFICIENT);
    hundredReruns();
}

void copy(Path file) {
    try {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
    }
}

void compare(String challenge, String options) throws Exception {
    double cold = median(COLD_RUNS, () -> {
        save();
        awaitVerdict(start(options).inputReader());
    });
    Process watch = start(options + " --watch");
    BufferedReader output = watch.inputReader();
    awaitVerdict(output);
    double first = seconds(() -> rerun(output));
    for (int i = 1; i < WARM_UP; i++) {
        rerun(output);
    }
    double warm = median(SAVES, () -> rerun(output));
    quit(watch);
    IO.println(("%s: %.2f s from a save to the verdict (median of %d, after %d others; the first took %.2f s). "
            + "A new command takes %.2f s: %.1f times as long").formatted(challenge, warm, SAVES, WARM_UP, first, cold,
            cold / warm));
}

/** The size of the heap and the number of classes, after a few reruns and after many. */
void hundredReruns() throws Exception {
    Process watch = start(MULTI_NODE + " --watch");
    BufferedReader output = watch.inputReader();
    awaitVerdict(output);
    for (int i = 0; i < WARM_UP; i++) {
        rerun(output);
    }
    String before = memory(watch);
    for (int i = 0; i < MANY; i++) {
        rerun(output);
    }
    IO.println("After " + WARM_UP + " reruns " + before + "; after " + MANY + " more " + memory(watch));
    quit(watch);
}

/** Measured after a garbage collection. */
String memory(Process jvm) throws Exception {
    String pid = Long.toString(jvm.pid());
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info")
            .replaceAll("(?is).*tenured\\s+(generation)?\\s*total \\d+K, used (\\d+)K.*", "$2");
    long classes = jcmd(pid, "GC.class_histogram").lines()
            .filter(line -> line.matches(".*bench\\.sim\\.Script\\$Loader.*"))
            .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1])).sum();
    return "%d MB of heap and %d class loaders of scripts".formatted(Long.parseLong(heap) / 1024, classes);
}

String jcmd(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/jcmd"));
    command.addAll(List.of(arguments));
    return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes());
}

Process start(String options) throws IOException {
    List<String> command = new ArrayList<>(List.of(MAELSTROM.toString(), "test", "-w", "broadcast", "--engine", "sim",
            "--bin", "broadcast.java"));
    command.addAll(Arrays.asList(options.split(" ")));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
}

void quit(Process watch) throws Exception {
    watch.outputWriter().append('q').close();
    watch.waitFor();
}

void rerun(BufferedReader output) throws IOException {
    save();
    awaitVerdict(output);
}

void save() throws IOException {
    Path script = folder.resolve("broadcast.java");
    String text = Files.readString(script).replaceFirst("\n// edit \\d+\n$", "");
    Files.writeString(script, text + "\n// edit " + ++edits + "\n");
}

void awaitVerdict(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(VERDICT)) {
            return;
        }
    }
    throw new IllegalStateException("no verdict: " + said);
}

interface Action {
    void run() throws Exception;
}

double seconds(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1e9;
}

double median(int times, Action action) throws Exception {
    double[] all = new double[times];
    for (int i = 0; i < times; i++) {
        all[i] = seconds(action);
    }
    Arrays.sort(all);
    return all[times / 2];
}
