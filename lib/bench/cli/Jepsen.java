package bench.cli;

import bench.check.Verdict;
import bench.run.Judge;
import bench.run.TestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a test on the real Maelstrom, and holds what it measured against the limits that it does not know. */
final class Jepsen {

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
        Figures figures = Figures.read(Path.of("store/latest/results.edn"));
        Verdict verdict = Judge.limits(limits, figures.msgsPerOp(), figures.medianMillis(), figures.maxMillis());
        Console.limits(System.out, verdict);
        verdict.complaints().forEach(System.out::println);
        return verdict.valid() == Verdict.Validity.TRUE ? status : ExitStatus.INVALID;
    }
}
