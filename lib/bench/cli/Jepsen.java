package bench.cli;

import bench.check.Verdict;
import bench.run.Judge;
import bench.run.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a test on the real Maelstrom, and holds what it measured against the limits that it does not know. */
final class Jepsen {

    private static final String NUMBER = "([0-9.E-]+)";
    private static final Pattern SERVERS = Pattern.compile(":servers\\s*\\{[^}]*:msgs-per-op\\s+" + NUMBER);
    private static final Pattern LATENCIES = Pattern.compile(":stable-latencies\\s*\\{([^}]*)}");
    private static final Pattern QUANTILE = Pattern.compile(NUMBER + "\\s+" + NUMBER);

    private Jepsen() {
    }

    /**
     * Runs Maelstrom, and returns its exit status; or 1 if it was content and our limits are not.
     *
     * @param maelstrom its command
     * @param node      the command of a node: an executable, then its arguments
     * @param options   what else was typed, as Maelstrom takes it
     */
    static int run(Path maelstrom, String workload, List<String> node, List<String> options, TestOptions.Limits limits)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(maelstrom.toString(), "test", "-w", workload, "--bin", node.getFirst()));
        command.addAll(options);
        if (node.size() > 1) {
            command.add("--");
            command.addAll(node.subList(1, node.size()));
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread reaper = new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        Runtime.getRuntime().addShutdownHook(reaper);
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(reaper);
        if (limits.none() || status > ExitStatus.UNKNOWN) {
            return status;
        }
        Verdict verdict = judge(Path.of("store/latest/results.edn"), limits);
        Console.limits(System.out, verdict);
        verdict.complaints().forEach(System.out::println);
        return verdict.valid() == Verdict.Validity.TRUE ? status : ExitStatus.INVALID;
    }

    private static Verdict judge(Path results, TestOptions.Limits limits) throws IOException {
        String edn = Files.readString(results);
        Matcher servers = SERVERS.matcher(edn);
        Map<Number, Object> latencies = new LinkedHashMap<>();
        Matcher quantiles = LATENCIES.matcher(edn);
        if (quantiles.find()) {
            QUANTILE.matcher(quantiles.group(1)).results().forEach(pair -> latencies.put(
                    pair.group(1).equals("1") ? (Number) 1 : Double.valueOf(pair.group(1)), Double.valueOf(pair.group(2))));
        }
        return Judge.limits(limits, servers.find() ? Double.valueOf(servers.group(1)) : null, latencies);
    }
}
